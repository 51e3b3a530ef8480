/** Leases: granted, renewed, expired. */
@NullMarked
package dev.tercet.embedded.internal.lease;

import org.jspecify.annotations.NullMarked;
