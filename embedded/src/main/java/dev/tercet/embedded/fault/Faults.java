package dev.tercet.embedded.fault;

/**
 * What a server does wrong at the moment, whatever way its clients come. Of several faults that concern a call the oldest strikes
 * alone. A server that is reset does nothing wrong any more, and is told here as before.
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

    /**
     * Removes all faults; also elects a leader, lets watches go on and cuts their messages as etcd does. Tokens that expired and
     * connections that broke stay so.
     */
    void clear();

    /**
     * The server loses its leader, as a member does that is cut off from the others. Calls and streams that require a leader are
     * refused at once with UNAVAILABLE, {@code etcdserver: no leader}, and such streams as are open end with it, while calls that
     * wait already, as for a lock, go on waiting. Clients of Tercet require one unless told otherwise. Of the rest, what needs the
     * others waits for a leader and is given up after seven seconds of the server's time: reads with UNAVAILABLE, {@code
     * etcdserver: request timed out}, writes with DEADLINE_EXCEEDED, {@code context deadline exceeded}, and what is asked of a lease
     * with {@code etcdserver: no leader}. What a member knows by itself is answered: serializable reads, the member list unless
     * linearizable, status. Watches that do not require a leader stay, and no lease expires.
     */
    void loseLeader();

    /**
     * There is a leader again, if there was none. What waited for it is done now; leases have their whole time again, as with any new
     * leader.
     */
    void electLeader();

    /** Every token expires: who shows one is refused with {@code etcdserver: invalid auth token} while authentication is on. */
    void expireTokens();

    /**
     * Watches hear of no event, and of no progress, until {@link #releaseWatches} or {@link #compactUnderWatches}. They can be opened
     * and closed meanwhile.
     */
    void holdWatches();

    /** Watches catch up with what happened meanwhile. */
    void releaseWatches();

    /**
     * Compacts the history up to now, and lets watches go on. Those that have to catch up from an earlier revision than the last find
     * that gone, and are cancelled with the compact revision. The last revision itself is never compacted: so a watch that was up to
     * date at {@link #holdWatches} is cancelled if there were two writes since, of whatever keys, and not if there was one.
     */
    void compactUnderWatches();

    /**
     * Cuts messages of watches, those that have this size or more, into fragments below it. Only for watches that asked for fragments,
     * as those of Tercet do, whose users are given whole revisions all the same; and an event is never cut, however large it is.
     *
     * @param bytes the size of messages as they go over the wire
     * @throws IllegalArgumentException if not positive
     */
    void fragmentWatchesAbove(int bytes);

    /** Cuts messages of watches as etcd does again: those above its limit of requests by 512 KiB, at 2 MiB unless that was set. */
    void fragmentWatchesAsEtcd();

    /**
     * Every stream that is open and every call that waits for its answer is lost: its connection breaks. Others may follow at once. What
     * a lost call was to do may be done already.
     */
    void breakConnections();
}
