/** Barriers and latches: many wait for one, all for all, and some for the last of many. */
@NullMarked
package dev.tercet.recipes.barrier;

import org.jspecify.annotations.NullMarked;
