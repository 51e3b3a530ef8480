package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;

/** An item that was taken out, and the key that it had. */
record Item(Bytes key, Bytes value) {}
