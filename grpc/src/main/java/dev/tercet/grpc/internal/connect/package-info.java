/** Connections: how they are set up, and how they are found again. */
@NullMarked
package dev.tercet.grpc.internal.connect;

import org.jspecify.annotations.NullMarked;
