/** Tercet's way to etcd over gRPC. */
module dev.tercet.grpc {
    requires com.google.protobuf;
    requires dev.tercet.core;
    requires dev.tercet.proto;
    requires io.grpc;
    requires io.grpc.protobuf;
    requires java.logging;
    requires static transitive org.jspecify;

    exports dev.tercet.grpc;

    provides dev.tercet.spi.TransportProvider with
            dev.tercet.grpc.GrpcTransportProvider;
}
