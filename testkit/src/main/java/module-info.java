/** A JUnit extension, real etcd servers, certificates, network faults, scripted servers and contract suites for tests. */
@SuppressWarnings("module") // Conformance is compiled after this module, so it cannot be seen from here.
module dev.tercet.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.tercet.core;
    requires transitive dev.tercet.embedded;
    requires dev.tercet.proto;
    requires io.grpc.netty.shaded;
    requires jdk.httpserver;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;
    requires org.opentest4j;

    exports dev.tercet.testkit.contract;
    exports dev.tercet.testkit.etcd;
    exports dev.tercet.testkit.junit;
    exports dev.tercet.testkit.proxy;
    exports dev.tercet.testkit.script to
            dev.tercet.conformance;
    exports dev.tercet.testkit.tls;
}
