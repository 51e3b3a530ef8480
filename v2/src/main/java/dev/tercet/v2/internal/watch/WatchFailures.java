package dev.tercet.v2.internal.watch;

import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.error.V2WatchTimedOutException;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a watch on our side of it. Watches change nothing, so the outcome is always NOT_APPLIED. */
final class WatchFailures {
    private WatchFailures() {}

    static EtcdException timedOut(V2Watch watch, Duration limit) {
        return new V2WatchTimedOutException(
                details(ErrorCode.TIMEOUT, watch + ": no event within " + shown(limit), null));
    }

    static EtcdException listenerFailed(V2Watch watch, Throwable thrown) {
        return new ClientEtcdException(
                details(ErrorCode.CALLER, watch + ": its listener failed, which ends it: " + thrown, thrown));
    }

    static EtcdException interrupted(V2Watch watch, InterruptedException cause) {
        return new InterruptedEtcdException(
                details(ErrorCode.INTERRUPTED, watch + ": interrupted while waiting for an event", cause));
    }

    private static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Details details(ErrorCode code, String message, @Nullable Throwable cause) {
        return new Details(code, Outcome.NOT_APPLIED, message, "watch", null, cause);
    }
}
