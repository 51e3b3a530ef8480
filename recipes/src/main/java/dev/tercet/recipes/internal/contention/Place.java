package dev.tercet.recipes.internal.contention;

import dev.tercet.kv.Bytes;

/**
 * A place in a queue, to be entered.
 *
 * @param what whose it is, for messages: such as {@code lock "jobs/nightly"}
 * @param key the key that stands for us; one ground has it to itself
 * @param value its value when we put it; if it is there already it keeps its own
 * @param rule when it is our turn
 */
public record Place(String what, Bytes key, Bytes value, Rule rule) {
    /** The key of a lease in the queue of this prefix: as Go and the server's own lock and election services have it. */
    public static Bytes key(Bytes prefix, long lease) {
        // Signed, as Go prints it.
        return prefix.plus(Bytes.of(Long.toString(lease, 16)));
    }
}
