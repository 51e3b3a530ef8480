/** Leases: grants, what is left of them, and the handle of one that is kept alive. */
@NullMarked
package dev.tercet.lease;

import org.jspecify.annotations.NullMarked;
