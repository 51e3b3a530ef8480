/** The etcd client with its way over gRPC and its recipes: what most people depend on. */
module dev.tercet {
    requires transitive dev.tercet.core;
    requires transitive dev.tercet.recipes;
    requires dev.tercet.grpc;
}
