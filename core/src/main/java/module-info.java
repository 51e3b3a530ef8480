/** The etcd client: its API, and the engine behind it. */
module dev.tercet.core {
    requires java.naming;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.tercet;
    exports dev.tercet.kv;
    exports dev.tercet.lease;
    exports dev.tercet.watch;
    exports dev.tercet.lock;
    exports dev.tercet.election;
    exports dev.tercet.cluster;
    exports dev.tercet.maintenance;
    exports dev.tercet.auth;
    exports dev.tercet.connection;
    exports dev.tercet.error;
    exports dev.tercet.spi;
    exports dev.tercet.spi.fault;
    exports dev.tercet.spi.engine;
    exports dev.tercet.spi.hub;

    uses dev.tercet.spi.TransportProvider;
}
