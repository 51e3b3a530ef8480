/** Tests of keeping leases alive. */
@NullMarked
package dev.tercet.internal.lease;

import org.jspecify.annotations.NullMarked;
