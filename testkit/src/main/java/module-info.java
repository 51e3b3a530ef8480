/** Real etcd servers, certificates and network faults for tests. */
module dev.tercet.testkit {
    requires static transitive org.jspecify;
    requires org.opentest4j;

    exports dev.tercet.testkit.etcd;
    exports dev.tercet.testkit.proxy;
    exports dev.tercet.testkit.tls;
}
