/** Names of services for gRPC, from etcd. */
@NullMarked
package dev.tercet.grpc.resolver;

import org.jspecify.annotations.NullMarked;
