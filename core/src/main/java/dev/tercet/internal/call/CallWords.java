package dev.tercet.internal.call;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a call that failed: what was asked, of whom, what came back, and what became of the data.
 *
 * <p>Made only once a call has failed, so that those that work do not pay for it.
 */
record CallWords(Object request, String method, Duration timeout) {
    /** What an attempt came to, with the outcome of the call as a whole. */
    EtcdException failed(WireFailure failure, ErrorCode code, Outcome outcome, String endpoint) {
        String message = request + " at " + endpoint + ": " + failure.message() + doubt(outcome);
        return Errors.of(new Details(code, outcome, message, method, endpoint, failure.cause()), request);
    }

    /** The call never got to its own request, since logging in failed first. */
    EtcdException withoutToken(EtcdException failure, Outcome outcome) {
        String message = request + ": " + failure.getMessage();
        String endpoint = failure.endpoint().orElse(null);
        return Errors.of(new Details(failure.code(), outcome, message, method, endpoint, failure), request);
    }

    /**
     * The deadline has passed.
     *
     * @param endpoint the one to name, or null if none was ever asked
     * @param last how the latest attempt that ended had failed, or null if none had
     */
    EtcdException timedOut(Wait wait, Outcome outcome, @Nullable String endpoint, @Nullable WireFailure last) {
        String within = " within " + shown();
        String what = request + (endpoint == null ? "" : " at " + endpoint);
        String said = last == null ? "" : ": " + last.message();
        ErrorCode code = ErrorCode.TIMEOUT;
        String message;
        if (wait == Wait.FOR_TOKEN) {
            message = request + ": no token" + within + said;
        } else if (wait == Wait.FOR_CONNECTION
                && outcome == Outcome.NOT_APPLIED
                && (last == null || last.certainlyUntouched())) {
            code = last == null ? ErrorCode.TIMEOUT : ErrorCode.UNAVAILABLE;
            message = what + ": no connection" + within + said;
        } else if (wait == Wait.FOR_CONNECTION && last != null && last.reach() == Reach.ANSWERED) {
            // There were replies, each of them a refusal that may pass, and the last says more than the clock does.
            code = ErrorTable.code(last);
            message = what + said + "; given up after " + shown();
        } else {
            message = what + ": no reply" + within + (wait == Wait.FOR_REPLY ? "" : said);
        }
        Throwable cause = last == null ? null : last.cause();
        return Errors.of(new Details(code, outcome, message + doubt(outcome), method, endpoint, cause), request);
    }

    /**
     * The client was closed while it was under way.
     *
     * @param endpoint the one to name, or null if none was ever asked
     */
    EtcdException closed(Outcome outcome, @Nullable String endpoint) {
        String what = request + (endpoint == null ? "" : " at " + endpoint);
        String message = what + ": the client is closed" + doubt(outcome);
        return Errors.of(new Details(ErrorCode.CLIENT_CLOSED, outcome, message, method, endpoint, null), request);
    }

    private String shown() {
        return Errors.shown(timeout);
    }

    private static String doubt(Outcome outcome) {
        return outcome == Outcome.UNKNOWN ? Errors.doubt() : "";
    }

    /** What a call was waiting for when its time was up. */
    enum Wait {
        FOR_TOKEN,
        /** Nothing of the attempt under way has left, or none is under way. */
        FOR_CONNECTION,
        FOR_REPLY;

        static Wait of(boolean forToken, boolean hasLeft) {
            return forToken ? FOR_TOKEN : hasLeft ? FOR_REPLY : FOR_CONNECTION;
        }
    }
}
