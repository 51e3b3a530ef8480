/** Queues: first in, first out; by priority; and of work that is done at least once. */
@NullMarked
package dev.tercet.recipes.queue;

import org.jspecify.annotations.NullMarked;
