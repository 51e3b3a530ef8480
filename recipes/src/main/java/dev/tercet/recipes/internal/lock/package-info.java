/** Locks put together: on places in queues, and leases. */
@NullMarked
package dev.tercet.recipes.internal.lock;

import org.jspecify.annotations.NullMarked;
