package dev.tercet.v2.internal.lock;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.error.V2LockExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What goes wrong with locks and elections, in words. */
final class Failures {
    private Failures() {}

    /** What a future failed with, without the wrapping that its stages add. */
    static EtcdException of(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof EtcdException known) {
            return known;
        }
        return new ProtocolException(
                new Details(ErrorCode.PROTOCOL, Outcome.UNKNOWN, what + ": " + cause, what, null, cause));
    }

    static V2LockExpiredException gone(String what, Duration ttl) {
        String why =
                ttl.isZero() ? "somebody deleted it" : "its " + shown(ttl) + " to live ran out, or somebody deleted it";
        return expired(what, "its entry in the queue is gone: " + why);
    }

    static V2LockExpiredException ranOut(String what, Duration ttl) {
        return expired(
                what,
                "its entry in the queue was not renewed for the " + shown(ttl)
                        + " that it has to live: another may have it from now on");
    }

    static V2LockExpiredException expired(String what, String how) {
        return new V2LockExpiredException(
                new Details(ErrorCode.KEY_REMOVED, Outcome.NOT_APPLIED, what + ": " + how, what, null, null));
    }

    static ClientClosedException closed(String what) {
        return new ClientClosedException(new Details(
                ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, what + ": the client is closed", what, null, null));
    }

    /** {@code blocked} says whether a server has told of somebody before us. */
    static EtcdTimeoutException late(String what, Duration timeout, boolean blocked) {
        String message = what + ": not had within " + shown(timeout)
                + (blocked
                        ? ": somebody else has it; its own entry is taken out of the queue"
                        : ": no server answered; what may be in the queue is looked for, and deleted");
        return new EtcdTimeoutException(new Details(
                ErrorCode.TIMEOUT, blocked ? Outcome.NOT_APPLIED : Outcome.UNKNOWN, message, what, null, null));
    }

    private static String shown(Duration time) {
        return time.toNanosPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
