/** A JUnit extension, real etcd servers, certificates, network faults, scripted servers and contract suites for tests. */
@SuppressWarnings("module") // Conformance is compiled after this module, so it cannot be seen from here.
module dev.tercet.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.tercet.core;
    requires transitive dev.tercet.embedded;
    requires dev.tercet.proto;
    requires io.grpc.netty.shaded;
    requires jdk.httpserver;
    // Static: whoever uses the extension or the suites requires JUnit, and for the suites AssertJ, in a version of
    // their own.
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;
    requires static org.opentest4j;

    exports dev.tercet.testkit.contract;
    exports dev.tercet.testkit.etcd;
    exports dev.tercet.testkit.junit;
    exports dev.tercet.testkit.proxy;
    exports dev.tercet.testkit.script to
            dev.tercet.conformance;
    exports dev.tercet.testkit.script.http to
            dev.tercet.conformance;
    exports dev.tercet.testkit.tls;
}
