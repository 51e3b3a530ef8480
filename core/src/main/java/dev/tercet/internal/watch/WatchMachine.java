package dev.tercet.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resumed;
import dev.tercet.watch.WatchSignal.Resync;
import dev.tercet.watch.WatchSignal.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One watched range, from the first attempt to the end: what to open, from which revision, what to hand on, and when to give up.
 *
 * <p>Everything hangs on one number, {@code next}: the first revision whose changes were not handed on yet, and so where the next
 * stream starts. It is
 *
 * <ul>
 *   <li>the caller's own start revision until something was delivered, whatever the server's headers say;
 *   <li>for a watch "from now on", the revision of the created header plus one: the server promises changes after it;
 *   <li>after changes, their revision plus one. The header of a batch is not used: it can be ahead of the events;
 *   <li>after a mark that the server sent by itself, its revision plus one;
 *   <li>after a list, its revision plus one.
 * </ul>
 *
 * It never goes down. A revision is handed on whole or not at all, so a connection lost between two fragments costs nothing: the
 * torn revision is dropped and asked for again.
 *
 * <p>Revisions mean something within a cluster, which is the one that answered first. A member of another ends the watch: to go on
 * there would skip what happened here and tell what never did. A member that does not say whose it is, as behind some proxies, is
 * taken for one of ours.
 *
 * <p>No thread, no clock, no I/O: methods are what happened, their results what to do about it. Streams, reads and pauses are one
 * at a time; what comes of one that was given up is not to be fed. Times are nanoseconds of any monotonic clock.
 */
final class WatchMachine {
    private enum State {
        NEW,
        OPENING,
        LIVE,
        /** Cancelled for its token; waits to hear whether there is another. */
        REFUSED,
        PAUSED,
        LISTING,
        /** Stopped until the consumer has made room. */
        PARKED,
        ENDED
    }

    /** A stream that lived this long did well, even if nothing came: what happens to it is a new mishap, not the same one. */
    private static final long SETTLED = 5_000_000_000L;

    private static final int TOKEN_TRIES = 2;
    private static final int PERMISSION_TRIES = 1;

    private final KeyRange range;
    private final boolean resync;
    private final Pauses pauses;
    private final OneCluster ours;
    private final RevisionJoiner joiner = new RevisionJoiner();
    private State state = State.NEW;
    private long next;
    private boolean started;
    /** Whether servers are known to let us in, so that one that does not is a mishap. */
    private boolean welcome;

    private boolean interrupted;
    private boolean asks;
    private boolean unanswered;
    /** Whether there was an answer that said less than was known: it says more once there were changes. */
    private boolean askedEarly;

    private boolean moved;
    private long createdAt;
    private int refusals;
    private @Nullable Listing listing;

    /**
     * A machine for a range.
     *
     * @param range as the server knows it
     * @param startRevision 0 is "from now on"
     * @param resync whether a compaction is answered with a list
     * @param welcome whether a server has let us in already, for another range of the same watch
     * @param ours whose revisions these are, for all ranges of the same watch
     * @param random numbers from 0 up to but not including its argument
     */
    WatchMachine(
            KeyRange range,
            long startRevision,
            boolean resync,
            boolean welcome,
            OneCluster ours,
            LongUnaryOperator random) {
        this.range = range;
        this.next = startRevision;
        this.resync = resync;
        this.welcome = welcome;
        this.ours = ours;
        this.pauses = new Pauses(random);
    }

    List<WatchEffect> begin() {
        return state == State.NEW ? open() : List.of();
    }

    /**
     * The server has it.
     *
     * @param cluster whose server; 0 if it does not say
     * @param revision where its store was then
     */
    List<WatchEffect> created(long cluster, long revision, long now) {
        if (state != State.OPENING) {
            return List.of();
        }
        if (ours.isNot(cluster)) {
            return end(WatchErrors.otherCluster(range, ours.id(), cluster));
        }
        state = State.LIVE;
        welcome = true;
        createdAt = now;
        if (next == 0) {
            next = revision + 1;
        }
        List<WatchEffect> effects = new ArrayList<>(2);
        if (!started) {
            effects.add(deliver(new Started(next)));
        } else if (interrupted) {
            effects.add(deliver(new Resumed(next)));
        }
        started = true;
        interrupted = false;
        if (unanswered) {
            effects.add(new WatchEffect.AskProgress());
        }
        return effects;
    }

    /**
     * Changes came, and no fragment of some.
     *
     * @param room as in {@link #events}
     */
    List<WatchEffect> message(Parcel message, long room) {
        if (state == State.LIVE && !askedEarly && message.weight() <= room && joiner.takeWhole(message, next)) {
            advance(message.lastRevision() + 1);
            return List.of(message);
        }
        return events(message.events(), false, room);
    }

    /**
     * Changes came.
     *
     * @param fragment whether the rest of the message is still to come
     * @param room what the buffer still takes: handing on stops when it is used up, so that at most one revision is too many
     */
    List<WatchEffect> events(List<WatchEvent> events, boolean fragment, long room) {
        if (state != State.LIVE) {
            return List.of();
        }
        List<List<WatchEvent>> revisions = joiner.add(events, fragment, next);
        List<WatchEffect> effects = new ArrayList<>(revisions.size());
        long left = room;
        for (List<WatchEvent> revision : revisions) {
            if (left <= 0) {
                effects.addAll(park());
                return effects;
            }
            long at = revision.get(0).revision();
            WatchEffect.Deliver change = deliver(new Change(at, revision, range));
            effects.add(change);
            left -= change.weight();
            advance(at + 1);
        }
        if (askedEarly && !effects.isEmpty()) {
            askedEarly = false;
            effects.add(new WatchEffect.AskProgress());
        }
        return effects;
    }

    /** A mark came: everything up to {@code revision} was sent. */
    List<WatchEffect> mark(long revision, boolean answer) {
        if (state != State.LIVE) {
            return List.of();
        }
        // In the middle of a revision no mark can be true; below what was delivered it is a slow member's, and stale;
        // below a start in the future it says nothing of this watch. Whoever asked is owed another.
        if (joiner.isWaiting() || revision + 1 < next) {
            askedEarly |= answer && unanswered;
            return List.of();
        }
        if (answer && !asks) {
            // Another watch of the same connection asked.
            return List.of();
        } else if (answer) {
            // Servers before 3.4.25 and 3.5.8 send answers ahead of events that they cover. Handed on, since it was
            // asked for; but to resume behind it could skip those events, so next stays.
            unanswered = false;
            askedEarly = false;
        } else {
            advance(revision + 1);
        }
        return List.of(deliver(new Progress(revision)));
    }

    /** The server cancelled it; nothing more comes of the stream. */
    List<WatchEffect> canceled(long compactRevision, String reason, long now) {
        if (state != State.LIVE && state != State.OPENING) {
            return List.of();
        }
        welcome = true;
        Refusal refusal = compactRevision > 0 ? Refusal.COMPACTED : Refusal.ofReason(reason);
        EtcdException cause = refusal == Refusal.COMPACTED
                ? WatchErrors.compacted(range, next, compactRevision)
                : WatchErrors.canceled(range, refusal, reason);
        return failed(refusal, cause, now);
    }

    /** The stream ended; null without an error. */
    List<WatchEffect> lost(@Nullable EtcdException failure, long now) {
        if (state != State.LIVE && state != State.OPENING) {
            return List.of();
        }
        return failure == null
                ? failed(Refusal.RETRY, WatchErrors.streamEnded(range), now)
                : failed(Refusal.ofFailure(failure), failure, now);
    }

    /** Whether, after a refused token, there is a point in trying again. */
    List<WatchEffect> tokenRefused(boolean again, EtcdException cause) {
        if (state != State.REFUSED) {
            return List.of();
        }
        return again ? retry(cause) : end(cause);
    }

    /** The pause is over. */
    List<WatchEffect> timeUp() {
        return state == State.PAUSED ? proceed() : List.of();
    }

    /** A page of the list came. */
    List<WatchEffect> page(GetResult page) {
        Listing current = listing;
        if (state != State.LISTING || current == null) {
            return List.of();
        }
        if (ours.isNot(page.header().clusterId())) {
            return end(WatchErrors.otherCluster(range, ours.id(), page.header().clusterId()));
        }
        if (!current.add(page)) {
            return List.of(new WatchEffect.Read(current.next()));
        }
        listing = null;
        advance(current.revision() + 1);
        pauses.reset();
        List<WatchEffect> effects = new ArrayList<>(2);
        effects.add(deliver(new Resync(current.revision(), current.kvs(), range)));
        effects.addAll(open());
        return effects;
    }

    /** A page of the list could not be read. */
    List<WatchEffect> readFailed(EtcdException failure) {
        if (state != State.LISTING) {
            return List.of();
        }
        Refusal refusal = Refusal.ofFailure(failure);
        if (refusal == Refusal.COMPACTED) {
            // The revision of the first page is gone: begin anew with a younger one.
            listing = new Listing(range);
            return pause();
        }
        return refusal == Refusal.RETRY || refusal == Refusal.UNCONNECTED ? retry(failure) : end(failure);
    }

    /** The buffer is full: stop at the server, go on from {@code next} later. */
    List<WatchEffect> park() {
        // Not before the server has had it once: a watch "from now on" would forget what "now" was, and one of
        // several ranges would wait for room that its consumer cannot make before all have started.
        if (!started || state == State.PARKED || state == State.ENDED) {
            return List.of();
        }
        state = State.PARKED;
        return List.of(new WatchEffect.Close());
    }

    /** There is room again. */
    List<WatchEffect> unpark() {
        return state == State.PARKED ? proceed() : List.of();
    }

    /** The caller wants a mark. Remembered until one comes, since an answer is lost with its connection. */
    List<WatchEffect> ask() {
        asks = true;
        unanswered = true;
        return state == State.LIVE ? List.of(new WatchEffect.AskProgress()) : List.of();
    }

    /** The caller has had enough. */
    List<WatchEffect> stop() {
        if (state == State.ENDED) {
            return List.of();
        }
        state = State.ENDED;
        return List.of(new WatchEffect.Close());
    }

    boolean isParked() {
        return state == State.PARKED;
    }

    private List<WatchEffect> failed(Refusal refusal, EtcdException cause, long now) {
        if (moved || (state == State.LIVE && now - createdAt >= SETTLED)) {
            pauses.reset();
            refusals = 0;
        }
        return switch (refusal) {
            case RETRY -> retry(cause);
            case COMPACTED -> compacted(cause);
            case TOKEN -> refused(TOKEN_TRIES, cause);
            case PERMISSION -> refused(PERMISSION_TRIES, cause);
            case UNCONNECTED -> welcome ? retry(cause) : end(cause);
            case FINAL -> end(cause);
        };
    }

    private List<WatchEffect> refused(int tries, EtcdException cause) {
        if (++refusals > tries) {
            return end(cause);
        }
        state = State.REFUSED;
        return List.of(new WatchEffect.RefuseToken(cause));
    }

    private List<WatchEffect> compacted(EtcdException cause) {
        if (!resync) {
            return end(cause);
        }
        listing = new Listing(range);
        return proceed();
    }

    private List<WatchEffect> retry(EtcdException cause) {
        List<WatchEffect> effects = new ArrayList<>(2);
        if (!interrupted) {
            interrupted = true;
            effects.add(deliver(new Interrupted(cause)));
        }
        effects.addAll(pause());
        return effects;
    }

    private List<WatchEffect> pause() {
        long nanos = pauses.next();
        if (nanos == 0) {
            return proceed();
        }
        state = State.PAUSED;
        return List.of(new WatchEffect.Close(), new WatchEffect.Pause(nanos));
    }

    private List<WatchEffect> proceed() {
        Listing current = listing;
        if (current == null) {
            return open();
        }
        state = State.LISTING;
        return List.of(new WatchEffect.Close(), new WatchEffect.Read(current.next()));
    }

    private List<WatchEffect> open() {
        state = State.OPENING;
        moved = false;
        // It is asked anew there.
        askedEarly = false;
        joiner.reset();
        return List.of(new WatchEffect.Open(next));
    }

    private List<WatchEffect> end(EtcdException cause) {
        state = State.ENDED;
        return List.of(new WatchEffect.Close(), deliver(new Ended(cause)));
    }

    private void advance(long to) {
        next = Math.max(next, to);
        moved = true;
    }

    private static WatchEffect.Deliver deliver(WatchSignal signal) {
        return WatchEffect.Deliver.of(signal);
    }
}
