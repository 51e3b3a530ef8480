package dev.tercet.internal.watch;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.internal.call.Errors;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The exceptions of watches. A watch changes nothing, so the outcome is always NOT_APPLIED. */
final class WatchErrors {
    private WatchErrors() {}

    static EtcdException compacted(Object watch, long next, long compactRevision) {
        String bound = compactRevision > 0 ? ": the oldest revision left is " + compactRevision : "";
        return new CompactedException(
                details(
                        ErrorCode.COMPACTED,
                        "watch " + watch + ": revision " + next + " is compacted" + bound
                                + "; read the range and watch from there",
                        null),
                compactRevision);
    }

    /** What a cancel reason is as an exception. */
    static EtcdException canceled(Object watch, Refusal refusal, String reason) {
        String message = "watch " + watch + ": the server cancelled it: " + (reason.isEmpty() ? "no reason" : reason);
        return switch (refusal) {
            case RETRY -> new UnavailableException(details(ErrorCode.UNAVAILABLE, message, null));
            case TOKEN -> new UnauthenticatedException(details(ErrorCode.UNAUTHENTICATED, message, null));
            case PERMISSION -> new PermissionDeniedException(details(ErrorCode.PERMISSION_DENIED, message, null));
            // The first two do not come as a reason.
            case COMPACTED, UNCONNECTED, FINAL ->
                new RejectedEtcdException(details(
                        reason.contains("watcher range is empty") ? ErrorCode.INVALID_ARGUMENT : ErrorCode.CANCELLED,
                        message,
                        null));
        };
    }

    static EtcdException otherCluster(Object watch, long ours, long theirs) {
        return new ProtocolException(details(
                ErrorCode.PROTOCOL,
                "watch " + watch + ": it began in cluster " + Long.toHexString(ours) + ", and cluster "
                        + Long.toHexString(theirs) + " answered; its revisions are others: if the cluster was restored"
                        + " from a backup, read the range and watch from there, otherwise look at the endpoints",
                null));
    }

    static EtcdException streamEnded(Object watch) {
        return new UnavailableException(
                details(ErrorCode.UNAVAILABLE, "watch " + watch + ": the server ended the stream", null));
    }

    static EtcdException closed(Object request) {
        return new ClientClosedException(details(ErrorCode.CLIENT_CLOSED, request + ": closed", null));
    }

    static EtcdException clientClosed(Object request) {
        return new ClientClosedException(details(ErrorCode.CLIENT_CLOSED, request + ": the client was closed", null));
    }

    static EtcdException removed(Object range) {
        return new ClientClosedException(
                details(ErrorCode.CLIENT_CLOSED, "watch " + range + ": taken from the watch", null));
    }

    static EtcdException listenerFailed(Object request, Throwable thrown) {
        return new ClientEtcdException(details(ErrorCode.CALLER, request + ": its listener failed: " + thrown, thrown));
    }

    static EtcdException notTaken(Object request, Throwable thrown) {
        return new ClientEtcdException(details(
                ErrorCode.PROTOCOL,
                request + ": what came from the server could not be taken: " + thrown
                        + "; watch anew, from what was delivered",
                thrown));
    }

    static EtcdException interrupted(Object request, InterruptedException cause) {
        return new InterruptedEtcdException(
                details(ErrorCode.INTERRUPTED, request + ": the waiting thread was interrupted", cause));
    }

    static EtcdException notConfirmed(Object request, Duration timeout, @Nullable EtcdException last) {
        String within = ": not confirmed within " + Errors.shown(timeout);
        if (last == null) {
            return new EtcdTimeoutException(details(ErrorCode.TIMEOUT, request + within, null));
        }
        String endpoint = last.endpoint().orElse(null);
        String at = endpoint == null ? "" : " at " + endpoint;
        String message = request + at + within + ": " + ownWords(last, request + at + ": ");
        // What a connection met has a cause of the transport's; silence is noticed by our clock, and has none.
        boolean unconnected = last.code() == ErrorCode.UNAVAILABLE && endpoint != null && last.getCause() != null;
        ErrorCode code = unconnected ? ErrorCode.UNAVAILABLE : ErrorCode.TIMEOUT;
        Details details = new Details(code, Outcome.NOT_APPLIED, message, "watch", endpoint, last);
        return unconnected ? new UnavailableException(details) : new EtcdTimeoutException(details);
    }

    /** What it says beyond what was asked and of whom, which is said already. */
    private static String ownWords(EtcdException failure, String said) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(said) ? message.substring(said.length()) : message;
    }

    private static Details details(ErrorCode code, String message, @Nullable Throwable cause) {
        return new Details(code, Outcome.NOT_APPLIED, message, "watch", null, cause);
    }
}
