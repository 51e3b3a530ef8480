package dev.tercet.gateway.internal.stream;

import dev.tercet.kv.Header;
import dev.tercet.watch.WatchEvent;
import java.util.List;

/**
 * How far a watch has come, whatever requests it came by: all below {@link #next} was received. A request that follows another is for
 * all from there on, and what its answer repeats of what the other one brought meanwhile is left out.
 *
 * <p>A revision that came in part counts as not received, since the half that was handed on and the half that another request brings
 * anew would not fit; the request that brought the one half has to bring the other.
 */
final class WatchPosition {
    private long next;

    /** What the current request's answer repeats: revisions below. */
    private long floor;

    /** The last revision that is known to have happened, as far as it matters here; below {@link #next}. */
    private long last;

    /** Whether the rest of a revision is still to come. */
    private boolean torn;

    /**
     * A position.
     *
     * @param start the first revision that is wanted; 0 for the one after that of the watch's creation
     */
    WatchPosition(long start) {
        this.next = start;
    }

    /** The revision from which on another request would have to bring all. */
    long next() {
        return next;
    }

    boolean isTorn() {
        return torn;
    }

    /** The watch was created at this revision of the store. */
    void created(long revision) {
        if (next == 0) {
            complete(revision);
        }
    }

    /**
     * Goes on to where these events end.
     *
     * @param events at least one
     * @param fragment whether more of the last one's revision follows
     * @return those that were not received before, possibly none
     */
    List<WatchEvent> advance(List<WatchEvent> events, boolean fragment) {
        List<WatchEvent> fresh = events.get(0).revision() < floor
                ? events.stream().filter(event -> event.revision() >= floor).toList()
                : events;
        if (!fresh.isEmpty()) {
            torn = fragment;
            long latest = fresh.get(fresh.size() - 1).revision();
            next = Math.max(next, torn ? latest : latest + 1);
            last = Math.max(last, torn ? latest - 1 : latest);
        }
        return fresh;
    }

    /** All up to this revision was received, or does not concern the watch. */
    void complete(long revision) {
        next = Math.max(next, revision + 1);
        last = Math.max(last, revision);
    }

    /**
     * How far the watch has come, if a member says that the store's revision is one below {@link #next}: so far, or further if that
     * member is behind one that was heard before. Not simply up to {@link #next}, which may be a start in the future.
     */
    Header reached(Header store) {
        return store.revision() >= last
                ? store
                : new Header(store.clusterId(), store.memberId(), last, store.raftTerm());
    }

    /** From now on the answer to another request counts, which begins at {@link #next} or before. */
    void handOver() {
        floor = next;
    }
}
