/** The v2 API of etcd: over v2 HTTP, and the same interface over the v3 store. */
@SuppressWarnings("module") // The API has a number in its name.
module dev.tercet.v2 {
    requires dev.tercet.http;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires transitive dev.tercet.core;

    exports dev.tercet.v2;
    exports dev.tercet.v2.auth;
    exports dev.tercet.v2.cluster;
    exports dev.tercet.v2.error;
    exports dev.tercet.v2.key;
    exports dev.tercet.v2.lock;
    exports dev.tercet.v2.migrate;
    exports dev.tercet.v2.watch;
}
