/** Locks: on a session, or each on a lease of its own. */
@NullMarked
package dev.tercet.recipes.lock;

import org.jspecify.annotations.NullMarked;
