/** The etcd client with its way over gRPC: what most people depend on. */
module dev.tercet {
    requires transitive dev.tercet.core;
    requires dev.tercet.grpc;
}
