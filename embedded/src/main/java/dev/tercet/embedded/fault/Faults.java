package dev.tercet.embedded.fault;

/**
 * What a server does wrong at the moment, whatever way its clients come. Of several faults that concern a call the oldest strikes
 * alone.
 *
 * <p>Safe for threads. What is said here holds for calls that begin after it returned.
 *
 * @since 0.1
 */
public interface Faults {
    /**
     * Adds a fault.
     *
     * @return to ask how often it struck, and to remove it
     * @throws IllegalArgumentException if there is no such RPC, or if the fault can strike nothing: only streams have messages, and
     *     only calls have keys
     */
    LiveFault add(Fault fault);

    /** Removes all faults; also elects a leader, lets watches go on and cuts their messages as etcd does. */
    void clear();

    /**
     * The server loses its leader, as a member does that is cut off from the others. Calls and streams that require a leader are
     * refused at once with UNAVAILABLE, {@code etcdserver: no leader}, and those under way end with it. Of the rest, what needs
     * the others waits for a leader and is given up after seven seconds of the server's time: reads with UNAVAILABLE, {@code
     * etcdserver: request timed out}, writes with DEADLINE_EXCEEDED, {@code context deadline exceeded}, and what is asked of a lease
     * with {@code etcdserver: no leader}. What a member knows by itself is answered: serializable reads, the member list unless
     * linearizable, status. Watches that do not require a leader stay, and no lease expires.
     */
    void loseLeader();

    /** There is a leader again. What waited for it is done now; leases have their whole time again, as with any new leader. */
    void electLeader();

    /** Every token expires: who shows one is refused with {@code etcdserver: invalid auth token} while authentication is on. */
    void expireTokens();

    /** Watches hear of no event, until {@link #releaseWatches} or {@link #compactUnderWatches}. */
    void holdWatches();

    /** Watches catch up with what happened meanwhile. */
    void releaseWatches();

    /**
     * Compacts the history up to now, and lets watches go on. Those that had something to catch up with since {@link #holdWatches}
     * find it gone, and are cancelled.
     */
    void compactUnderWatches();

    /**
     * Cuts messages of watches that asked for fragments where they have more than so many bytes of events.
     *
     * @param bytes 0 for etcd's own limit
     * @throws IllegalArgumentException if negative
     */
    void fragmentWatchesAbove(int bytes);

    /** Every stream that is open and every call that waits for its answer is lost: its connection breaks. Others may follow at once. */
    void breakConnections();
}
