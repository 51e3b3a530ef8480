/** Renewals of leases: calls that share one HTTP/2 stream. */
@NullMarked
package dev.tercet.grpc.internal.lease;

import org.jspecify.annotations.NullMarked;
