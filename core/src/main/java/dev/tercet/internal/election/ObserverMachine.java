package dev.tercet.internal.election;

import dev.tercet.election.Leader;
import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.kv.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which leaders are news, and what the end of a stream means.
 *
 * <p>A new stream begins with the present leader, which may be the one told last. Revisions need not rise from one leader to the
 * next: a candidate's key is older than the last proclamation of the leader before. So only the very same key at the very same
 * revision is no news.
 */
final class ObserverMachine {
    static final long SHORTEST_PAUSE = 100_000_000;
    static final long LONGEST_PAUSE = 5_000_000_000L;
    /** A refused token is dropped by the engine; a fresh one is tried so often. */
    static final int TOKENS = 2;

    private @Nullable Bytes key;
    private long revision;
    private long pause = SHORTEST_PAUSE;
    private int refusedTokens;

    boolean isNew(Leader leader) {
        pause = SHORTEST_PAUSE;
        refusedTokens = 0;
        if (key != null && key.equals(leader.kv().key()) && leader.kv().modRevision() == revision) {
            return false;
        }
        key = leader.kv().key();
        revision = leader.kv().modRevision();
        return true;
    }

    /** How long to wait before the next stream, in nanoseconds; negative if there shall be none. */
    long pauseAfter(@Nullable EtcdException failure) {
        if (failure instanceof UnauthenticatedException) {
            refusedTokens++;
            return refusedTokens <= TOKENS ? 0 : -1;
        }
        if (failure != null && !mayPass(failure, key != null)) {
            return -1;
        }
        long now = pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        return now;
    }

    // A member that stops, loses its leader or is replaced ends its own calls in all of these ways.
    private static boolean mayPass(EtcdException failure, boolean welcome) {
        return switch (failure.code()) {
            case CANCELLED, UNKNOWN, NOT_ELECTED -> true;
            // Endpoints that let us in once will again; ones that never did are configured wrongly.
            case CONNECTION_REJECTED -> welcome;
            default -> failure instanceof TransientEtcdException;
        };
    }
}
