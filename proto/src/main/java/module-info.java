/**
 * The messages and stubs of etcd's gRPC services.
 *
 * <p>For Tercet's own modules: generated types never reach a public signature, so that the protobuf and gRPC versions of
 * an application stay its own affair.
 */
@SuppressWarnings("module") // Friends are compiled after this module, so none of them can be seen from here.
module dev.tercet.proto {
    requires transitive com.google.common;
    requires transitive com.google.protobuf;
    requires transitive io.grpc;
    requires transitive io.grpc.protobuf;
    requires transitive io.grpc.stub;

    // Automatic modules name no needs of their own: Guava's futures extend a class of the first, protobuf reads
    // memory through sun.misc.Unsafe of the second, and without these lines neither is in the module graph.
    requires com.google.common.util.concurrent.internal;
    requires jdk.unsupported;

    exports dev.tercet.proto.authpb to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.etcdserverpb to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.health to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.mvccpb to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.v3electionpb to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.v3lockpb to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
}
