/** A single-node etcd in memory, in the same process, for tests. */
module dev.tercet.embedded {
    requires static transitive org.jspecify;
    requires transitive dev.tercet.core;
    requires dev.tercet.proto;
    requires bcrypt;
    requires com.google.protobuf;
    requires io.grpc;
    requires io.grpc.netty.shaded;
    requires io.grpc.protobuf;
    requires io.grpc.stub;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.tercet.embedded;
    exports dev.tercet.embedded.fault;
}
