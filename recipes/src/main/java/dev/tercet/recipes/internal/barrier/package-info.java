/** Barriers and latches, put together. What is read is judged apart from how it is read. */
@NullMarked
package dev.tercet.recipes.internal.barrier;

import org.jspecify.annotations.NullMarked;
