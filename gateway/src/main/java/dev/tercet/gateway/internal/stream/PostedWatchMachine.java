package dev.tercet.gateway.internal.stream;

import dev.tercet.kv.Header;
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
 * asked is asked by a hand-over: a second request, the {@code candidate}, for all from the {@link WatchPosition} on, with a request
 * for progress in its body. When it is created the current one is dropped and it takes its place, though never between two fragments
 * of a revision.
 *
 * <p>A hand-over is begun when progress is asked for, and when the watch was silent for long. Then the store's revision is asked for
 * first: if it is below the position there was nothing to say. A watch whose candidate fails, or is not created in time, ends;
 * whoever opened it resumes it elsewhere.
 *
 * <p>An answer to a request for progress says that all up to its revision was sent, if the server is one that says so only when it
 * is true: those since 3.4.25 and 3.5.8. Then it moves the position, so that a watch of quiet keys in a busy store follows the
 * store, and a hand-over needs no history that may be compacted. Other servers answer at once, ahead of events; there the position
 * stays, and each hand-over in vain makes the {@link WatchSilence} that the next one waits for twice as long: the server reads all
 * its history since the position each time, and only a watch that is left in peace for ten minutes gets the marks that it sends by
 * itself, which are true everywhere.
 *
 * <p>No thread, no clock, no I/O: methods are what happened, their results what to do about it. Times are nanoseconds of any
 * monotonic clock.
 */
final class PostedWatchMachine {
    /** Servers let watches catch up every 100 ms; sooner than that a request for progress is dropped by most. */
    private static final long FIRST_PAUSE = 250_000_000L;

    /** An answer to a request for progress that is not there so long after the request will not come. */
    private static final long ANSWER = 1_000_000_000L;

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
    private final WatchPosition position;
    private final WatchSilence silence;
    private final long patience;
    private State state = State.OPENING;
    private int last;
    private int current;
    private int candidate;
    private boolean candidateIsCreated;

    /** From which revision on the candidate was asked for. */
    private long candidateStart;

    /**
     * What the candidate's creation said, if nothing had happened by then that it could bring: the store was below its start. Newer
     * servers, 3.5.30 among them, then answer no request for progress until the store has come to that start, which may be never. But
     * the creation tells as much: the store's revision, all up to which was received, since it is below the position. That is so on
     * every version, and whatever came after the creation.
     */
    private @Nullable Header beforeStart;

    /** Whether the candidate is there because the current one was silent, and still is. */
    private boolean inDoubt;

    /** Whether somebody wants progress, and no request was sent since. */
    private boolean asked;

    private boolean currentAnswers;
    private boolean candidateAnswers;

    /** When the answer should be there that the current one owes. */
    private long answerDue;

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
        this.position = new WatchPosition(create.startRevision());
        this.silence = new WatchSilence(silence);
        this.patience = patience;
    }

    List<Effect> begin() {
        current = ++last;
        return List.of(new Effect.Post(current, rest(), 0));
    }

    /** Bytes came of the current request, at that time; what they say will follow. */
    void heard(long at) {
        silence.brokenAt(at);
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
            silence.broken(now);
            ofCurrent(message, exact, effects);
            if (state == State.PROBING) {
                listen(effects);
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
                boolean tooLong = silence.isTooLong(now);
                if ((asked && tooLong) || (currentAnswers && (tooLong || now - answerDue >= 0))) {
                    asked = true;
                    handOver(tooLong, effects);
                } else if (!tooLong) {
                    effects.add(new Effect.Wake(silence.bound() - silence.lasted(now)));
                } else {
                    state = State.PROBING;
                    effects.add(new Effect.Probe());
                    effects.add(new Effect.Wake(patience));
                }
            }
            case PROBING -> {
                if (silence.lasted(now) < patience) {
                    listen(effects);
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
        if (!silence.isTooLong(now)) {
            // Bytes came meanwhile.
            listen(effects);
        } else if (revision >= 0 && revision < position.next()) {
            // Nothing happened that it could have missed. Whether the connection is alive does not matter until then.
            silence.broken(now);
            listen(effects);
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
        } else if (position.isTorn()) {
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
        position.created(message.header().revision());
        effects.add(new Effect.Tell(new WatchRpcs.Created(message.header())));
        listen(effects);
        if (asked) {
            handOver(false, effects);
        }
    }

    private void happened(WatchDown message, List<Effect> effects) {
        atEase(effects);
        List<WatchEvent> fresh = position.advance(message.events(), message.fragment());
        if (!fresh.isEmpty()) {
            effects.add(new Effect.Tell(new WatchRpcs.Events(message.header(), fresh, message.fragment())));
        }
    }

    /** A mark that the server sent by itself, for which every request asks. */
    private void mark(WatchDown message, List<Effect> effects) {
        position.complete(message.header().revision());
        if (create.progress()) {
            effects.add(new Effect.Tell(new WatchRpcs.Progress(message.header(), false)));
        }
    }

    private void answered(WatchDown message, boolean exact, List<Effect> effects) {
        unanswered = false;
        pause = FIRST_PAUSE;
        if (exact) {
            atEase(effects);
            position.complete(message.header().revision());
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
            beforeStart = message.header().revision() < candidateStart ? message.header() : null;
            if (!position.isTorn()) {
                swap(now, effects);
            }
        }
    }

    /**
     * The history that the candidate wanted is gone.
     *
     * <p>If the current request has brought so much meanwhile that what is gone was received, the hand-over is tried again. If it
     * lives, and the hand-over was only for progress, it goes on, and progress is asked for again later. But if it is silent, it may
     * have died before something happened that nobody can tell any more: changes from the position up to the compaction. To go on
     * would be to lose them without a word; so who watches is told what it would be told if it had resumed by itself. It is no harm
     * to a watch that had nothing to say where servers answer truly: there the position is never further behind than one silence, so
     * that only a compaction of what is younger than that does this.
     */
    private void compacted(WatchDown message, List<Effect> effects) {
        if (message.compactRevision() <= position.next()) {
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
            if (!position.isTorn()) {
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
        candidateStart = position.next();
        candidateIsCreated = false;
        beforeStart = null;
        candidateAnswers = asked;
        asked = false;
        inDoubt = silent;
        effects.add(new Effect.Post(candidate, rest(), pause));
        effects.add(new Effect.Wake(pause + patience));
    }

    private void swap(long now, List<Effect> effects) {
        effects.add(new Effect.Drop(current));
        current = candidate;
        candidate = 0;
        position.handOver();
        silence.broken(now);
        currentAnswers |= candidateAnswers;
        if (beforeStart != null) {
            unanswered = false;
            silence.reset();
        } else if (inDoubt) {
            silence.inVain();
        }
        effects.add(new Effect.TakeAll(current));
        listen(effects);
        if (beforeStart != null && currentAnswers) {
            currentAnswers = false;
            effects.add(new Effect.Tell(new WatchRpcs.Progress(position.reached(beforeStart), true)));
        }
        if (currentAnswers) {
            // A server that is too busy to have caught up drops the request.
            long soon = Math.min(silence.bound(), pause + ANSWER);
            answerDue = now + soon;
            effects.add(new Effect.Wake(soon));
        } else if (asked) {
            handOver(false, effects);
        }
    }

    private void dropCandidate(List<Effect> effects) {
        effects.add(new Effect.Drop(candidate));
        candidate = 0;
        listen(effects);
    }

    /** The next silence is waited for no longer than the first. */
    private void atEase(List<Effect> effects) {
        if (silence.reset() && state == State.LIVE) {
            listen(effects);
        }
    }

    private void listen(List<Effect> effects) {
        state = State.LIVE;
        effects.add(new Effect.Wake(silence.bound()));
    }

    private void end(@Nullable WireFailure failure, List<Effect> effects) {
        state = State.ENDED;
        effects.add(new Effect.Drop(current));
        if (candidate != 0) {
            effects.add(new Effect.Drop(candidate));
        }
        effects.add(new Effect.End(failure));
    }

    /** Marks are wanted in any case: what they say keeps the position near. */
    private WatchRpcs.Create rest() {
        return new WatchRpcs.Create(
                create.range(), position.next(), create.filters(), create.previous(), true, create.fragments());
    }

    private static WireFailure lost(String what) {
        return new WireFailure(StatusCode.UNAVAILABLE, what, Reach.LOST, null);
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
