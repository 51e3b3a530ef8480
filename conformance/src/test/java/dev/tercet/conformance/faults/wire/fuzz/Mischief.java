package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Connection;
import java.util.Map;

/**
 * Something that a server does to one call.
 *
 * @param name for messages
 * @param effect what else suffers from it
 * @param refusal whether it tells the client that nothing was done
 * @param act does it
 */
record Mischief(String name, Effect effect, Refusal refusal, Act act) {
    /** What else suffers. */
    enum Effect {
        /** Nothing. */
        THIS_CALL,
        /** This call may wait for its deadline. */
        THIS_CALL_FOR_LONG,
        /** Whatever else is on the connection; the deadline too. */
        THE_CONNECTION
    }

    /** Whether the client is told that nothing was done. */
    enum Refusal {
        NONE,
        /** It may be taken for that. */
        PERHAPS
    }

    /**
     * A call that has come in full.
     *
     * @param number whose it is, from which follows the reply that would be right
     * @param lost of each connection the last call whose reply was lost
     */
    record Asked(Http2Call call, CallKind kind, long number, Map<Http2Connection, Http2Call> lost) {
        byte[] reply() {
            return kind.reply(number).toByteArray();
        }
    }

    @FunctionalInterface
    interface Act {
        void to(Asked asked, Dice dice);
    }

    boolean isGentle() {
        return effect == Effect.THIS_CALL;
    }

    boolean refuses() {
        return refusal != Refusal.NONE;
    }

    /** What it is counted as. */
    String counted() {
        return "mischief: " + name;
    }

    /** One that may be taken for a refusal. */
    Mischief perhapsRefusing() {
        return new Mischief(name, effect, Refusal.PERHAPS, act);
    }

    @Override
    public String toString() {
        return name;
    }
}
