package dev.tercet.embedded.internal.watch;

import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import org.jspecify.annotations.Nullable;

/** One watch. Its fields are used within steps only, but for {@link #fell}. */
final class Watcher {
    final WatchStream stream;
    final long id;
    final Interest interest;
    /** What the client asked to start from; 0 for now. */
    final long start;

    final boolean reportsProgress;
    final boolean fragments;

    State state = State.BEHIND;
    /** The first revision that it has not been given yet. */
    long next;
    /** Whether it heard nothing since the last regular report, and so gets one. */
    boolean quiet = true;
    /** Whether a regular report is due. */
    boolean reportDue;
    /** Where it listens while it is live. */
    @Nullable
    Subject subject;

    /** Whether its stream took no more in this pass. The loop's own. */
    boolean fell;

    Watcher(WatchStream stream, long id, Interest interest, WatchCreateRequest request) {
        this.stream = stream;
        this.id = id;
        this.interest = interest;
        start = request.getStartRevision();
        reportsProgress = request.getProgressNotify();
        fragments = request.getFragment();
    }

    /** Whether it knows everything up to this revision, and this is not before its start. */
    boolean knows(long revision) {
        return state == State.LIVE && revision >= start;
    }

    enum State {
        /** Gets what is committed. */
        LIVE,
        /** Is to read history. */
        BEHIND,
        /** Is to read history, once its stream takes more. */
        PARKED,
        /** Was overtaken by compaction. Its id stays taken until the client cancels it. */
        COMPACTED,
        GONE
    }
}
