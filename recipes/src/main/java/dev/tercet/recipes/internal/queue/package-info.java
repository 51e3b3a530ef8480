/** Queues: how items are put at the end, and how they are taken from the head. */
@NullMarked
package dev.tercet.recipes.internal.queue;

import org.jspecify.annotations.NullMarked;
