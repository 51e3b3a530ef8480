/** Renewals of leases: calls that share a request. */
@NullMarked
package dev.tercet.gateway.internal.lease;

import org.jspecify.annotations.NullMarked;
