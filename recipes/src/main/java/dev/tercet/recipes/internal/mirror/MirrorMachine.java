package dev.tercet.recipes.internal.mirror;

import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.recipes.mirror.MirrorStatus.Phase;
import dev.tercet.watch.WatchEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror does next. Whatever goes wrong on the way and may pass leads back to the beginning, which is to read the checkpoint:
 * what is written there is where it goes on. Only a transaction under way is sent again as it is, until its outcome is known.
 */
final class MirrorMachine {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 6;

    /** What is to be done. */
    sealed interface Effect {}

    /** Read the checkpoint, and where the source is. */
    record Locate() implements Effect {}

    /** Take the checkpoint over, saying this. */
    record Claim(Checkpoint checkpoint) implements Effect {}

    /** It is claimed. */
    record Started() implements Effect {}

    /** Make the destination equal to the source as it is at this revision, and then write the checkpoint. */
    record Copy(long revision) implements Effect {}

    /** Watch the source. */
    record Follow(long fromRevision) implements Effect {}

    /** Watch no more. */
    record Unfollow() implements Effect {}

    /** Send a transaction. */
    record Apply(Batch batch) implements Effect {}

    /** So many revisions are taken from the watch. */
    record Taken(int revisions) implements Effect {}

    /** The destination shows this revision of the source. */
    record Reached(long revision) implements Effect {}

    /** Ask the source for a mark, and say so when it is time to ask again. */
    record Ask() implements Effect {}

    /** Say when it is over. */
    record Pause(Duration duration) implements Effect {}

    /** All is over. */
    record End(@Nullable EtcdException cause) implements Effect {}

    private final boolean marked;
    private final Backlog backlog;
    private final List<Effect> effects = new ArrayList<>();

    private Phase phase = Phase.STARTING;
    private boolean started;
    private boolean following;
    private boolean anew;
    private int failures;
    private long sourceRevision;
    private Position position = Position.NOWHERE;
    private long mark;
    private long wanted;
    private boolean asking;
    private @Nullable Batch sent;

    /**
     * A mirror that has not begun.
     *
     * @param marked whether each copied key has a mark
     */
    MirrorMachine(boolean marked, Backlog backlog) {
        this.marked = marked;
        this.backlog = backlog;
    }

    Phase phase() {
        return phase;
    }

    /** What the destination shows of the source, 0 if nothing that can be said. */
    long shown() {
        return phase == Phase.FOLLOWING ? position.revision() : 0;
    }

    int waiting() {
        return backlog.size();
    }

    List<Effect> start() {
        return does(new Locate());
    }

    /**
     * Where both sides are.
     *
     * @param found the checkpoint, if there is one
     */
    List<Effect> located(@Nullable Checkpoint found, long cluster, long revision) {
        if (phase == Phase.ENDED) {
            return nothing();
        }
        sourceRevision = revision;
        boolean goesOn = found != null
                && !anew
                && found.complete()
                && found.marked() == marked
                && found.cluster() == cluster
                // Otherwise it was restored to what it was before, and what comes now has revisions that were there
                // already.
                && found.revision() <= revision;
        position = goesOn && found != null ? found.position() : Position.NOWHERE;
        return does(new Claim(new Checkpoint(cluster, position.revision(), position.done(), goesOn, marked, "", 0)));
    }

    /** The checkpoint was written by another since it was read. It is read again: the last to be opened is the one that goes on. */
    List<Effect> overtaken() {
        return phase == Phase.ENDED ? nothing() : does(new Locate());
    }

    /** The checkpoint says what it should. */
    List<Effect> claimed() {
        if (phase == Phase.ENDED) {
            return nothing();
        }
        if (!started) {
            started = true;
            effects.add(new Started());
        }
        if (position.equals(Position.NOWHERE)) {
            phase = Phase.COPYING;
            return does(new Copy(sourceRevision));
        }
        return follow();
    }

    /** Both sides are equal, and the checkpoint says so. */
    List<Effect> copied() {
        if (phase == Phase.ENDED) {
            return nothing();
        }
        anew = false;
        position = new Position(sourceRevision, 0);
        return follow();
    }

    private List<Effect> follow() {
        phase = Phase.FOLLOWING;
        failures = 0;
        following = true;
        asking = false;
        mark = 0;
        backlog.restart(position.done());
        effects.add(new Follow(position.revision() + 1));
        if (position.done() == 0) {
            effects.add(new Reached(position.revision()));
        }
        return pumped();
    }

    /** A revision of the source. */
    List<Effect> changed(long revision, List<WatchEvent> events) {
        if (!following) {
            return nothing();
        }
        backlog.add(revision, events);
        return pumped();
    }

    /** The source said that everything up to here was told. */
    List<Effect> marked(long revision) {
        if (!following) {
            return nothing();
        }
        mark = Math.max(mark, revision);
        return pumped();
    }

    /** Somebody waits for the destination to show this revision. */
    List<Effect> wanted(long revision) {
        wanted = Math.max(wanted, revision);
        return following ? pumped() : nothing();
    }

    /** Nothing was heard for a while since the source was asked. */
    List<Effect> askAgain() {
        asking = false;
        return following ? pumped() : nothing();
    }

    /** The transaction is applied. */
    List<Effect> applied() {
        Batch done = sent;
        if (phase == Phase.ENDED || done == null) {
            return nothing();
        }
        sent = null;
        failures = 0;
        position = done.after();
        if (!following) {
            return pause(SHORTEST_PAUSE);
        }
        effects.add(new Taken(done.revisions()));
        if (position.done() == 0) {
            effects.add(new Reached(position.revision()));
        }
        return pumped();
    }

    /** The watch ended by itself. */
    List<Effect> unfollowed(@Nullable EtcdException cause) {
        if (!following) {
            return nothing();
        }
        following = false;
        backlog.restart(0);
        if (cause instanceof CompactedException) {
            anew = true;
        } else if (!(cause instanceof TransientEtcdException)) {
            return end(cause);
        }
        phase = Phase.STARTING;
        // What is sent is waited for: the checkpoint that is read next must be the one that it leaves.
        return sent == null ? pause(SHORTEST_PAUSE) : nothing();
    }

    /** What was to be done failed. */
    List<Effect> failed(EtcdException cause) {
        if (phase == Phase.ENDED) {
            return nothing();
        }
        boolean compacted = cause instanceof CompactedException;
        if (!compacted && !(cause instanceof TransientEtcdException)) {
            return end(cause);
        }
        if (sent == null) {
            phase = Phase.STARTING;
        }
        failures++;
        return pause(SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
    }

    /** The pause is over. */
    List<Effect> paused() {
        if (phase == Phase.ENDED) {
            return nothing();
        }
        return sent == null ? does(new Locate()) : does(new Apply(sent));
    }

    /** Nobody wants it any more. */
    List<Effect> close() {
        return phase == Phase.ENDED ? nothing() : end(null);
    }

    private List<Effect> pumped() {
        if (sent != null) {
            return told();
        }
        Batch next = backlog.next();
        if (next != null) {
            // A mark that came too early, as old servers send it, must not be undone by what it covers.
            Position after = next.after();
            boolean behind = after.revision() < position.revision();
            sent = behind ? new Batch(next.events(), position, next.revisions()) : next;
            effects.add(new Apply(sent));
        } else if (mark > position.revision() && position.done() == 0) {
            sent = Batch.mark(mark);
            effects.add(new Apply(sent));
        } else if (wanted > position.revision() && !asking) {
            asking = true;
            effects.add(new Ask());
        }
        return told();
    }

    private List<Effect> end(@Nullable EtcdException cause) {
        phase = Phase.ENDED;
        following = false;
        backlog.restart(0);
        effects.add(new Unfollow());
        return does(new End(cause));
    }

    private List<Effect> pause(Duration duration) {
        return does(new Pause(duration));
    }

    private List<Effect> does(Effect effect) {
        effects.add(effect);
        return told();
    }

    private List<Effect> nothing() {
        return told();
    }

    private List<Effect> told() {
        List<Effect> all = List.copyOf(effects);
        effects.clear();
        return all;
    }
}
