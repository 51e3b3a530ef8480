/** The gRPC transport. Found by {@link java.util.ServiceLoader}; having it on the class path or module path is enough. */
@NullMarked
package dev.tercet.grpc;

import org.jspecify.annotations.NullMarked;
