/** The port that a server listens on: gRPC and HTTP/1.1, told apart by the first bytes that a client sends. */
@NullMarked
package dev.tercet.embedded.internal.front.port;

import org.jspecify.annotations.NullMarked;
