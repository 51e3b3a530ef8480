/** Streams with one request and many replies, each on an HTTP/2 stream of its own. */
@NullMarked
package dev.tercet.grpc.internal.stream;

import org.jspecify.annotations.NullMarked;
