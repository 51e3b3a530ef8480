/** gRPC channels to services that are registered in etcd. */
module dev.tercet.grpc.resolver {
    requires dev.tercet.recipes;
    requires org.slf4j;
    requires transitive dev.tercet.core;
    requires transitive io.grpc;
    requires static transitive org.jspecify;

    exports dev.tercet.grpc.resolver;
}
