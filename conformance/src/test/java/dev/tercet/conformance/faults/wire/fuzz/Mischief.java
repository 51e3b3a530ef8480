package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.http2.Http2Call;
import java.util.Random;

/**
 * Something that a server does to one call.
 *
 * @param name for messages
 * @param effect what else suffers from it
 * @param refuses whether it tells the client that nothing was done, or may be taken for that
 * @param act does it, given the reply that would be right
 */
record Mischief(String name, Effect effect, boolean refuses, Act act) {
    /** What else suffers. */
    enum Effect {
        /** Nothing. */
        THIS_CALL,
        /** This call may wait for its deadline. */
        THIS_CALL_FOR_LONG,
        /** Whatever else is on the connection; the deadline too. */
        THE_CONNECTION
    }

    @FunctionalInterface
    interface Act {
        void to(Http2Call call, byte[] reply, Random random);
    }

    boolean isGentle() {
        return effect == Effect.THIS_CALL;
    }

    /** One that tells the client so. */
    Mischief refusing() {
        return new Mischief(name, effect, true, act);
    }

    @Override
    public String toString() {
        return name;
    }
}
