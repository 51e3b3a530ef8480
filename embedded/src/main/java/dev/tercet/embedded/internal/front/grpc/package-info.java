/** Clients of any language, over gRPC. */
@NullMarked
package dev.tercet.embedded.internal.front.grpc;

import org.jspecify.annotations.NullMarked;
