package dev.tercet.gateway.internal.stream;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One watch, as the answer to a request of its own: {@code current}. Nothing more can be sent on that request, so whatever has to be
 * asked is asked by a hand-over: a second request, the {@code candidate}, for all from {@code next} on, with a request for progress
 * in its body. When it is created the current one is dropped and it takes its place.
 *
 * <p>Everything below {@code next} was received; so the candidate's answer begins where the current one's left off, at the latest,
 * and what it repeats of revisions below {@code next} is left out. There is no hand-over between two fragments of a revision: the
 * half that was handed on and the half that comes anew would not fit.
 *
 * <p>A hand-over is begun when progress is asked for, and when the watch was silent for long. Then the store's revision is asked for
 * first: if it is below {@code next} there was nothing to say. A watch whose candidate fails, or is not created in time, ends;
 * whoever opened it resumes it elsewhere.
 *
 * <p>An answer to a request for progress says that all up to its revision was sent, if the server is one that says so only when it
 * is true: those since 3.4.25 and 3.5.8. Then it raises {@code next}, so that a watch of quiet keys in a busy store follows the
 * store, and a hand-over needs no history that may be compacted. Other servers answer at once, ahead of events; there
 * {@code next} stays, and each hand-over in vain makes the silence that the next one waits for twice as long: the server reads all
 * its history since {@code next} each time, and only a watch that is left in peace for ten minutes gets the marks that it sends by
 * itself, which are true everywhere.
 *
 * <p>No thread, no clock, no I/O: methods are what happened, their results what to do about it. Times are nanoseconds of any
 * monotonic clock.
 */
final class PostedWatchMachine {
    /** How often the silence that is waited for may double where progress cannot be believed: from 10 s to 21 min. */
    private static final int MOST_DOUBLINGS = 7;

    /** Servers let watches catch up every 100 ms; sooner than that a request for progress is dropped by most. */
    private static final long FIRST_PAUSE = 250_000_000L;

    /** The server's id for nobody: the answer to a request for progress. */
    private static final long EVERYBODY = -1;

    private static final WireFailure CANCELLED = new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null);

    /** Something to do, in order. */
    sealed interface Effect {
        /**
         * Send a request.
         *
         * @param progressAfter how many nanoseconds later to ask for progress; 0 for not at all, and for all that comes
         */
        record Post(int number, WatchRpcs.Create create, long progressAfter) implements Effect {}

        /** Take all that comes of a request, of which only the first message was asked for. */
        record TakeAll(int number) implements Effect {}

        /** Give a request up. */
        record Drop(int number) implements Effect {}

        /** Tell who watches. */
        record Tell(WatchRpcs.Message message) implements Effect {}

        /** Tell who watches that this was all. */
        record End(@Nullable WireFailure failure) implements Effect {}

        /** Find out the store's revision. */
        record Probe() implements Effect {}

        /** Call {@link #awoken} after so many nanoseconds, and not at the time that was said before. */
        record Wake(long nanos) implements Effect {}
    }

    private enum State {
        OPENING,
        LIVE,
        /** Silent for long; waits to hear of the store. */
        PROBING,
        HANDING_OVER,
        ENDED
    }

    private final WatchRpcs.Create create;
    private final long silence;
    private final long patience;
    private State state = State.OPENING;
    private int last;
    private int current;
    private int candidate;
    private boolean candidateIsCreated;

    /** Whether the candidate is there because the current one was silent, and still is. */
    private boolean inDoubt;

    private long next;

    /** What the current request's answer repeats: revisions below. */
    private long floor;

    /** Whether the rest of a revision is still to come. */
    private boolean torn;

    private long heard;
    private int vain;

    /** Whether somebody wants progress, and no request was sent since. */
    private boolean asked;

    private boolean currentAnswers;
    private boolean candidateAnswers;
    private long pause = FIRST_PAUSE;
    private boolean unanswered;

    /**
     * A machine for a watch.
     *
     * @param silence nanoseconds after which to look whether there is life
     * @param patience nanoseconds that an answer may take
     */
    PostedWatchMachine(WatchRpcs.Create create, long silence, long patience) {
        this.create = create;
        this.silence = silence;
        this.patience = patience;
        this.next = create.startRevision();
    }

    List<Effect> begin() {
        current = ++last;
        return List.of(new Effect.Post(current, from(next), 0));
    }

    /** Bytes came of the current request, at that time; what they say will follow. */
    void heard(long at) {
        heard = Math.max(heard, at);
    }

    /** The request whose bytes count as life; 0 for none. */
    int current() {
        return current;
    }

    /**
     * A message came.
     *
     * @param exact whether this server's answers to requests for progress are true
     */
    List<Effect> received(int number, WatchDown message, boolean exact, long now) {
        List<Effect> effects = new ArrayList<>(3);
        if (state == State.ENDED) {
            return effects;
        } else if (number == candidate) {
            ofCandidate(message, now, effects);
        } else if (number == current) {
            heard = now;
            ofCurrent(message, exact, effects);
            if (state == State.PROBING) {
                rest(effects);
            } else if (state == State.HANDING_OVER) {
                lives(now, effects);
            }
        }
        return effects;
    }

    /** A request's answer ended by itself. */
    List<Effect> ended(int number, @Nullable WireFailure failure) {
        List<Effect> effects = new ArrayList<>(2);
        if (state == State.ENDED) {
            return effects;
        } else if (number == candidate) {
            end(failure == null ? lost("a second request for the watch was ended at once") : failure, effects);
        } else if (number == current) {
            end(failure, effects);
        }
        return effects;
    }

    /** Somebody wants to know how far the server has come. */
    List<Effect> requestProgress() {
        List<Effect> effects = new ArrayList<>(3);
        if (state != State.ENDED) {
            asked = true;
            if (state == State.LIVE || state == State.PROBING) {
                handOver(state == State.PROBING, effects);
            }
        }
        return effects;
    }

    /** Whoever watched has seen enough. */
    List<Effect> cancel() {
        List<Effect> effects = new ArrayList<>(3);
        if (state != State.ENDED) {
            end(CANCELLED, effects);
        }
        return effects;
    }

    /** It is time. */
    List<Effect> awoken(long now) {
        List<Effect> effects = new ArrayList<>(3);
        switch (state) {
            case LIVE -> {
                long quiet = now - heard;
                if (quiet < silence << vain) {
                    effects.add(new Effect.Wake((silence << vain) - quiet));
                } else if (asked || currentAnswers) {
                    asked = true;
                    handOver(true, effects);
                } else {
                    state = State.PROBING;
                    effects.add(new Effect.Probe());
                    effects.add(new Effect.Wake(patience));
                }
            }
            case PROBING -> {
                if (now - heard < patience) {
                    rest(effects);
                } else {
                    end(lost("the watch was silent, and a read got no answer within " + millis(patience)), effects);
                }
            }
            case HANDING_OVER ->
                end(
                        lost(
                                candidateIsCreated
                                        ? "the rest of a revision did not come within " + millis(patience)
                                        : "no answer to a second request for the watch within " + millis(patience)),
                        effects);
            case OPENING, ENDED -> {}
        }
        return effects;
    }

    /** The store's revision, or −1 if it could not be found out. */
    List<Effect> probed(long revision, long now) {
        List<Effect> effects = new ArrayList<>(3);
        if (state != State.PROBING) {
            return effects;
        }
        if (now - heard < silence << vain) {
            // Bytes came meanwhile.
            rest(effects);
        } else if (revision >= 0 && revision < next) {
            // Nothing happened that it could have missed. Whether the connection is alive does not matter until then.
            heard = now;
            rest(effects);
        } else {
            handOver(true, effects);
        }
        return effects;
    }

    private void ofCurrent(WatchDown message, boolean exact, List<Effect> effects) {
        if (message.canceled()) {
            effects.add(new Effect.Tell(message.asCanceled()));
            end(null, effects);
        } else if (message.created()) {
            created(message, effects);
        } else if (!message.events().isEmpty()) {
            happened(message, effects);
        } else if (torn) {
            return; // In the middle of a revision no mark can be true.
        } else if (message.watchId() == EVERYBODY) {
            answered(message, exact, effects);
        } else {
            mark(message, effects);
        }
    }

    private void created(WatchDown message, List<Effect> effects) {
        if (state != State.OPENING) {
            return;
        }
        if (next == 0) {
            next = message.header().revision() + 1;
        }
        effects.add(new Effect.Tell(new WatchRpcs.Created(message.header())));
        rest(effects);
        if (asked) {
            handOver(false, effects);
        }
    }

    private void happened(WatchDown message, List<Effect> effects) {
        atEase(effects);
        List<WatchEvent> events = message.events();
        if (events.get(0).revision() < floor) {
            events = events.stream().filter(event -> event.revision() >= floor).toList();
            if (events.isEmpty()) {
                return;
            }
        }
        torn = message.fragment();
        long latest = events.get(events.size() - 1).revision();
        next = Math.max(next, torn ? latest : latest + 1);
        effects.add(new Effect.Tell(new WatchRpcs.Events(message.header(), events, torn)));
    }

    /** A mark that the server sent by itself, for which every request asks. */
    private void mark(WatchDown message, List<Effect> effects) {
        next = Math.max(next, message.header().revision() + 1);
        if (create.progress()) {
            effects.add(new Effect.Tell(new WatchRpcs.Progress(message.header(), false)));
        }
    }

    private void answered(WatchDown message, boolean exact, List<Effect> effects) {
        unanswered = false;
        pause = FIRST_PAUSE;
        if (exact) {
            atEase(effects);
            next = Math.max(next, message.header().revision() + 1);
        }
        if (currentAnswers) {
            currentAnswers = false;
            effects.add(new Effect.Tell(new WatchRpcs.Progress(message.header(), true)));
        } else if (exact && create.progress()) {
            // Hand-overs keep the server from sending its own.
            effects.add(new Effect.Tell(new WatchRpcs.Progress(message.header(), false)));
        }
        if (asked && state == State.LIVE) {
            handOver(false, effects);
        }
    }

    private void ofCandidate(WatchDown message, long now, List<Effect> effects) {
        if (message.canceled() && message.compactRevision() > 0) {
            compacted(message, effects);
        } else if (message.canceled()) {
            effects.add(new Effect.Tell(message.asCanceled()));
            end(null, effects);
        } else if (message.created()) {
            candidateIsCreated = true;
            if (!torn) {
                swap(now, effects);
            }
        }
    }

    /**
     * The history that the candidate wanted is gone.
     *
     * <p>If the current request has brought so much meanwhile that what is gone was received, the hand-over is tried again. If it
     * lives, and the hand-over was only for progress, it goes on, and progress is asked for again later. But if it is silent, it may
     * have died before something happened that nobody can tell any more: changes from {@code next} up to the compaction. To go on
     * would be to lose them without a word; so who watches is told what it would be told if it had resumed by itself. It is no harm
     * to a watch that had nothing to say where servers answer truly: there {@code next} is never further behind than one silence, so
     * that only a compaction of what is younger than that does this.
     */
    private void compacted(WatchDown message, List<Effect> effects) {
        if (message.compactRevision() <= next) {
            effects.add(new Effect.Drop(candidate));
            asked |= candidateAnswers;
            handOver(inDoubt, effects);
        } else if (inDoubt) {
            effects.add(new Effect.Tell(message.asCanceled()));
            end(null, effects);
        } else {
            currentAnswers |= candidateAnswers;
            dropCandidate(effects);
        }
    }

    /** The current one said something while there is a candidate. */
    private void lives(long now, List<Effect> effects) {
        if (candidateIsCreated) {
            if (!torn) {
                swap(now, effects);
            }
        } else if (inDoubt && candidateAnswers) {
            inDoubt = false;
        } else if (inDoubt) {
            dropCandidate(effects);
            if (asked) {
                handOver(false, effects);
            }
        }
    }

    private void handOver(boolean silent, List<Effect> effects) {
        if (unanswered) {
            // The server had not caught up by then, or whatever is before it keeps bodies until they are whole.
            pause = Math.min(2 * pause, Math.max(FIRST_PAUSE, patience / 2));
        }
        unanswered = true;
        state = State.HANDING_OVER;
        candidate = ++last;
        candidateIsCreated = false;
        candidateAnswers = asked;
        asked = false;
        inDoubt = silent;
        effects.add(new Effect.Post(candidate, from(next), pause));
        effects.add(new Effect.Wake(pause + patience));
    }

    private void swap(long now, List<Effect> effects) {
        effects.add(new Effect.Drop(current));
        current = candidate;
        candidate = 0;
        floor = next;
        heard = now;
        currentAnswers |= candidateAnswers;
        vain = inDoubt ? Math.min(vain + 1, MOST_DOUBLINGS) : vain;
        effects.add(new Effect.TakeAll(current));
        rest(effects);
        if (asked && !currentAnswers) {
            handOver(false, effects);
        }
    }

    private void dropCandidate(List<Effect> effects) {
        effects.add(new Effect.Drop(candidate));
        candidate = 0;
        rest(effects);
    }

    /** The next silence is waited for no longer than the first. */
    private void atEase(List<Effect> effects) {
        if (vain > 0) {
            vain = 0;
            if (state == State.LIVE) {
                rest(effects);
            }
        }
    }

    private void rest(List<Effect> effects) {
        state = State.LIVE;
        effects.add(new Effect.Wake(silence << vain));
    }

    private void end(@Nullable WireFailure failure, List<Effect> effects) {
        state = State.ENDED;
        effects.add(new Effect.Drop(current));
        if (candidate != 0) {
            effects.add(new Effect.Drop(candidate));
        }
        effects.add(new Effect.End(failure));
    }

    /** Marks are wanted in any case: what they say keeps {@code next} near. */
    private WatchRpcs.Create from(long revision) {
        return new WatchRpcs.Create(
                create.range(), revision, create.filters(), create.previous(), true, create.fragments());
    }

    private static WireFailure lost(String what) {
        return new WireFailure(StatusCode.UNAVAILABLE, what, Reach.LOST, null);
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
