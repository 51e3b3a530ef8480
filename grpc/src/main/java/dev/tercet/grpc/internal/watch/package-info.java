/** Many watches on few HTTP/2 streams. */
@NullMarked
package dev.tercet.grpc.internal.watch;

import org.jspecify.annotations.NullMarked;
