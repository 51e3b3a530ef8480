package dev.tercet.conformance.gateway.script;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.script.http.HttpAnswer;
import java.util.List;

/**
 * An answer that no etcd gives.
 *
 * @param name for messages
 * @param answer what comes
 * @param code what it is called, as long as there is time to say so
 * @param ofAWrite what is known of a write that got it
 * @param words one of these is in the message
 * @param told who is told of it, and does not just meet its deadline
 * @param forgotten whether JDK 17's client forgets the connection without closing it, since it gave up in the middle of its head
 */
record BadAnswer(
        String name,
        HttpAnswer answer,
        ErrorCode code,
        Outcome ofAWrite,
        List<String> words,
        Told told,
        boolean forgotten) {
    /** More than a client of the suite takes. */
    static final int TOO_MANY_BYTES = 1 << 20;

    /** Who is told. */
    enum Told {
        /** Whoever asked. */
        EVERYBODY,
        /** Whoever does not wait for its end first, as the handshake of a websocket and the question for the version may. */
        THOSE_WHO_READ_ON,
        /** There is nothing to tell. */
        NOBODY
    }

    /** It makes no sense, and whoever sent it may have done what was asked. */
    static BadAnswer senseless(String name, HttpAnswer answer, String... words) {
        return new BadAnswer(name, answer, ErrorCode.PROTOCOL, Outcome.UNKNOWN, List.of(words), Told.EVERYBODY, false);
    }

    /** It tells of a way that may be open again in a moment, or of a break in it. */
    static BadAnswer passing(String name, HttpAnswer answer, String... words) {
        return new BadAnswer(
                name, answer, ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, List.of(words), Told.EVERYBODY, false);
    }

    /** It tells that nothing was done, and that nothing will be as long as the endpoint is what it is. */
    static BadAnswer rejecting(String name, HttpAnswer answer, String... words) {
        return new BadAnswer(
                name,
                answer,
                ErrorCode.CONNECTION_REJECTED,
                Outcome.NOT_APPLIED,
                List.of(words),
                Told.EVERYBODY,
                false);
    }

    /** Told to these alone. */
    BadAnswer toldTo(Told those) {
        return new BadAnswer(name, answer, code, ofAWrite, words, those, forgotten);
    }

    /** On a connection that JDK 17 forgets. */
    BadAnswer onForgottenConnection() {
        return new BadAnswer(name, answer, code, ofAWrite, words, told, true);
    }

    /** Whether whoever can do so without harm asks again. */
    boolean isPassing() {
        return code == ErrorCode.UNAVAILABLE || told == Told.NOBODY;
    }

    @Override
    public String toString() {
        return name;
    }
}
