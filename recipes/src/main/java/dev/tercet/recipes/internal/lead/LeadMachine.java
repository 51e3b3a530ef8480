package dev.tercet.recipes.internal.lead;

import dev.tercet.recipes.internal.flow.Backoff;
import java.util.ArrayList;
import java.util.List;

/** When to campaign, to run the body, to stop it, and to rest. */
final class LeadMachine {
    private enum State {
        IDLE,
        CAMPAIGNING,
        RUNNING,
        STOPPING,
        RESIGNING,
        RESTING,
        ENDED
    }

    /** What happened. */
    enum Signal {
        SESSION_OPENED,
        SESSION_OVER,
        /** The campaign was won. */
        WON,
        /** The campaign failed, or was cancelled. */
        FAILED,
        /** The leadership is lost. */
        LOST,
        /** The body returned. */
        RETURNED,
        /** The body returned nearly at once. */
        RETURNED_SOON,
        /** The body threw. */
        THREW,
        /** The leadership is given up, or it is not known whether. */
        RESIGNED,
        /** The rest is over. */
        RESTED,
        CLOSE
    }

    /** What is to be done. */
    sealed interface Effect {}

    /** Campaign on the session there is. */
    record Campaign() implements Effect {}

    /** Give the campaign up; it fails then, unless it is won. */
    record GiveUp() implements Effect {}

    /** Run the body with the leadership that was won. */
    record Run() implements Effect {}

    /** Tell the body to stop. */
    record Stop() implements Effect {}

    /** Resign the leadership. */
    record Resign() implements Effect {}

    /** Signal {@code RESTED} after so many nanoseconds. */
    record Rest(long nanos) implements Effect {}

    /** It is over. */
    record End() implements Effect {}

    private final List<Effect> effects = new ArrayList<>();
    private State state = State.IDLE;
    private boolean session;
    private boolean closing;
    private boolean tired;
    private boolean hasty;
    private final Backoff rests = new Backoff();

    List<Effect> on(Signal signal) {
        effects.clear();
        switch (signal) {
            case SESSION_OPENED -> session = true;
            case SESSION_OVER -> session = false;
            case WON -> won();
            case FAILED -> failed();
            case LOST -> stop();
            case RETURNED -> ended(false, false);
            case RETURNED_SOON -> ended(false, true);
            case THREW -> ended(true, false);
            case RESIGNED -> state = state == State.RESIGNING ? State.IDLE : state;
            case RESTED -> state = state == State.RESTING ? State.IDLE : state;
            case CLOSE -> close();
        }
        goOn();
        return List.copyOf(effects);
    }

    private void won() {
        if (state == State.CAMPAIGNING) {
            if (closing) {
                resign();
            } else {
                state = State.RUNNING;
                effects.add(new Run());
            }
        }
    }

    private void failed() {
        if (state == State.CAMPAIGNING) {
            state = State.IDLE;
            // Without a session there is something else to wait for.
            tired = session;
        }
    }

    private void stop() {
        if (state == State.RUNNING) {
            state = State.STOPPING;
            effects.add(new Stop());
        }
    }

    private void ended(boolean threw, boolean soon) {
        if (state == State.RUNNING || state == State.STOPPING) {
            tired = threw;
            hasty = soon;
            if (!threw) {
                rests.reset();
            }
            resign();
        }
    }

    private void resign() {
        state = State.RESIGNING;
        effects.add(new Resign());
    }

    private void close() {
        if (closing) {
            return;
        }
        closing = true;
        stop();
        if (state == State.CAMPAIGNING) {
            effects.add(new GiveUp());
        }
    }

    private void goOn() {
        if (closing && (state == State.IDLE || state == State.RESTING)) {
            state = State.ENDED;
            effects.add(new End());
        } else if (state == State.IDLE && tired) {
            tired = false;
            state = State.RESTING;
            effects.add(new Rest(rests.next()));
        } else if (state == State.IDLE && hasty) {
            // Otherwise a body that does nothing keeps the server busy.
            hasty = false;
            state = State.RESTING;
            effects.add(new Rest(Backoff.FIRST));
        } else if (state == State.IDLE && session) {
            state = State.CAMPAIGNING;
            effects.add(new Campaign());
        }
    }
}
