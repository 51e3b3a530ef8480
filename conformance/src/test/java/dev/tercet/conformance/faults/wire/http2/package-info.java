/** A gRPC server made of HTTP/2 frames that are put together by hand: it can say what no library lets a server say. */
@NullMarked
package dev.tercet.conformance.faults.wire.http2;

import org.jspecify.annotations.NullMarked;
