package dev.tercet.kv;

/**
 * How calls on single keys that are made at the same time are sent together: see {@code Kv.batching()}.
 *
 * <p>A call is sent at once while fewer than {@code maxInFlight} of its kind are under way. Those that come meanwhile wait, and go
 * together in one transaction as soon as one of them is answered. So a caller who is alone waits for nobody, and many share the
 * server's work: one round trip, one proposal, one write to its disk for all of them.
 *
 * <p>What goes together: puts and deletes of one key with each other, linearizable reads of one key's present with each other, where
 * they have the same options. What else there is (ranges, transactions, serializable reads, reads of the past, writes that ask for
 * what was there before, compactions) is sent by itself, as ever.
 *
 * <p>What is otherwise than with calls that are sent alone:
 *
 * <ul>
 *   <li>Writes that went together have one revision, and whoever watches gets their events in one. They are applied together or
 *       not at all.
 *   <li>The revision of a delete that found nothing is that of the writes it went with.
 *   <li>If the reply is lost, the outcome is UNKNOWN for all that went together.
 * </ul>
 *
 * <p>What is not: each caller has the result and the error of his own call. Where etcd refuses a transaction, because of a lease that
 * is gone, say, or a key that the user may not write, nothing of it was applied, and each of its calls is sent by itself; so are
 * reads whose values together are more than a reply may have. A key is
 * in one transaction once, so that two writes of it have two revisions. A call's deadline holds for it alone, its waiting included;
 * cancelling a call leaves the others be, and it is not sent if it was still waiting.
 *
 * @param maxOperations how many go together at most, 1 or more; the server has a limit, 128 as it comes: where it is lower, what it
 *     refuses is sent again in smaller parts
 * @param maxBytes how many bytes of keys and values go together at most, 1 or more; what is larger goes alone. The server's limit
 *     for a request is 1.5 MiB as it comes
 * @param maxInFlight how many transactions, or single calls, may be under way before further ones wait, 1 or more, for writes and
 *     for reads each. More of them make smaller ones
 * @since 0.1
 */
public record Batching(int maxOperations, int maxBytes, int maxInFlight) {
    /** 128 operations, 1 MiB, 4 in flight. */
    public static final Batching DEFAULT = new Batching(128, 1 << 20, 4);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public Batching {
        atLeastOne("maxOperations", maxOperations);
        atLeastOne("maxBytes", maxBytes);
        atLeastOne("maxInFlight", maxInFlight);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
        }
    }

    /** The same with this many operations together at most. */
    public Batching withMaxOperations(int operations) {
        return new Batching(operations, maxBytes, maxInFlight);
    }

    /** The same with this many bytes together at most. */
    public Batching withMaxBytes(int bytes) {
        return new Batching(maxOperations, bytes, maxInFlight);
    }

    /** The same with this many in flight. */
    public Batching withMaxInFlight(int inFlight) {
        return new Batching(maxOperations, maxBytes, inFlight);
    }
}
