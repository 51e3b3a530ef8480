/** Coordination on etcd: sessions, locks, elections, queues, counters, barriers, transactional memory, maps, caches, mirrors. */
module dev.tercet.recipes {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive dev.tercet.core;

    exports dev.tercet.recipes;
    exports dev.tercet.recipes.barrier;
    exports dev.tercet.recipes.cache;
    exports dev.tercet.recipes.counter;
    exports dev.tercet.recipes.election;
    exports dev.tercet.recipes.error;
    exports dev.tercet.recipes.lock;
    exports dev.tercet.recipes.map;
    exports dev.tercet.recipes.mirror;
    exports dev.tercet.recipes.queue;
    exports dev.tercet.recipes.registry;
    exports dev.tercet.recipes.session;
    exports dev.tercet.recipes.stm;
}
