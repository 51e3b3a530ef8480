package dev.tercet.recipes.internal.session;

import dev.tercet.recipes.internal.flow.Backoff;
import java.util.List;

/** When a lasting session opens a session, when it pauses, and what it tells. It knows no session, only that there is one. */
final class LastingMachine {
    private enum State {
        NEW,
        OPENING,
        PAUSING,
        OPEN,
        ENDED
    }

    /** What happened. */
    enum Signal {
        START,
        /** A session was opened. */
        OPENED,
        /** Opening failed. */
        FAILED,
        /** The client is closed. */
        CLIENT_CLOSED,
        /** The session is over. */
        OVER,
        /** The pause is. */
        RESTED,
        CLOSE
    }

    /** What is to be done. */
    sealed interface Effect {}

    /** Open a session. */
    record Open() implements Effect {}

    /** Signal {@code RESTED} after so many nanoseconds. */
    record Pause(long nanos) implements Effect {}

    /** Tell that there is a session. */
    record TellOpened() implements Effect {}

    /** Tell that there is none any more. */
    record TellLost() implements Effect {}

    /** Revoke the session that was opened. */
    record Revoke() implements Effect {}

    /** Stop opening and pausing, and tell that it is over. */
    record End() implements Effect {}

    private State state = State.NEW;
    private final Backoff rests = new Backoff();

    List<Effect> on(Signal signal) {
        return switch (signal) {
            case START -> state == State.NEW ? open() : List.of();
            case OPENED -> opened();
            case FAILED -> state == State.OPENING ? pause() : List.of();
            case CLIENT_CLOSED -> state == State.OPENING ? end() : List.of();
            case OVER -> state == State.OPEN ? over() : List.of();
            case RESTED -> state == State.PAUSING ? open() : List.of();
            case CLOSE -> close();
        };
    }

    private List<Effect> open() {
        state = State.OPENING;
        return List.of(new Open());
    }

    private List<Effect> opened() {
        if (state != State.OPENING) {
            // It was closed meanwhile.
            return List.of(new Revoke());
        }
        state = State.OPEN;
        rests.reset();
        return List.of(new TellOpened());
    }

    private List<Effect> pause() {
        state = State.PAUSING;
        return List.of(new Pause(rests.next()));
    }

    private List<Effect> over() {
        state = State.OPENING;
        return List.of(new TellLost(), new Open());
    }

    private List<Effect> close() {
        if (state == State.ENDED) {
            return List.of();
        }
        boolean open = state == State.OPEN;
        state = State.ENDED;
        return open ? List.of(new Revoke(), new End()) : List.of(new End());
    }

    private List<Effect> end() {
        state = State.ENDED;
        return List.of(new End());
    }
}
