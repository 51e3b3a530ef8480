package dev.tercet.recipes.internal.contention;

import dev.tercet.kv.Bytes;
import java.util.List;

/**
 * What a transaction saw of our place.
 *
 * @param mine the creation revision of our key, 0 if it is not there
 * @param value the key's value, empty if it is not there
 * @param inFront the keys in the way, empty if it is our turn
 * @param revision when
 */
record Seen(long mine, Bytes value, List<Bytes> inFront, long revision) {}
