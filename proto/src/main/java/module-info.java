/**
 * The messages and stubs of etcd's gRPC services, and what they are in the values of the client's API.
 *
 * <p>For Tercet's own modules: generated types never reach a public signature, so that the protobuf and gRPC versions of
 * an application stay its own affair.
 */
@SuppressWarnings("module") // Friends are compiled after this module, so none of them can be seen from here.
module dev.tercet.proto {
    requires transitive com.google.common;
    requires transitive com.google.protobuf;
    requires transitive dev.tercet.core;
    requires transitive io.grpc;
    requires transitive io.grpc.protobuf;
    requires transitive io.grpc.stub;

    // Automatic modules name no needs of their own. Guava's futures extend a class of the first and fail without it;
    // protobuf reads memory through sun.misc.Unsafe of the second, which otherwise is there only if somebody else asks.
    requires com.google.common.util.concurrent.internal;
    requires jdk.unsupported;

    exports dev.tercet.proto.codec to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;

    // To protobuf as well, which reads messages by reflection to print and to compare them.
    exports dev.tercet.proto.authpb to
            com.google.protobuf,
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.etcdserverpb to
            com.google.protobuf,
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.health to
            com.google.protobuf,
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.mvccpb to
            com.google.protobuf,
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.v3electionpb to
            com.google.protobuf,
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
    exports dev.tercet.proto.v3lockpb to
            com.google.protobuf,
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.embedded,
            dev.tercet.grpc,
            dev.tercet.testkit;
}
