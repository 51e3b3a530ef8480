package dev.tercet.recipes.internal.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to take.
 *
 * @param items those that are ours now
 * @param rest what is still known to be there; null if that has to be read
 */
record Haul<C, I>(List<I> items, @Nullable Page<C> rest) {}
