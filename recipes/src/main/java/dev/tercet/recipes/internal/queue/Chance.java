package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;

/**
 * An item that nobody had claimed.
 *
 * @param revision its last change: it changes with each claim
 */
record Chance(Bytes key, long revision) {}
