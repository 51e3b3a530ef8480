package dev.tercet.internal.call;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.FutureRevisionException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.NoLeaderException;
import dev.tercet.error.NoSpaceException;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.TooManyRequestsException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Put;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes exceptions: from a code to its type, and from facts to a message. */
public final class Errors {
    private Errors() {}

    /** The exception for a code; the request tells which lease was meant. */
    public static EtcdException of(Details details, @Nullable Object request) {
        return switch (details.code()) {
            case UNAVAILABLE -> new UnavailableException(details);
            case NO_LEADER -> new NoLeaderException(details);
            case TIMEOUT -> new EtcdTimeoutException(details);
            case TOO_MANY_REQUESTS -> new TooManyRequestsException(details);
            case UNHEALTHY_CLUSTER -> new TransientEtcdException(details);
            case COMPACTED -> new CompactedException(details, 0);
            case FUTURE_REVISION -> new FutureRevisionException(details);
            case LEASE_NOT_FOUND -> new LeaseNotFoundException(details, leaseOf(request));
            case PERMISSION_DENIED -> new PermissionDeniedException(details);
            case UNAUTHENTICATED -> new UnauthenticatedException(details);
            case NO_SPACE -> new NoSpaceException(details);
            case CONNECTION_REJECTED -> new ConnectionRejectedException(details);
            case CLIENT_CLOSED -> new ClientClosedException(details);
            case INTERRUPTED -> new InterruptedEtcdException(details);
            case PROTOCOL -> new ProtocolException(details);
            case CALLER -> new ClientEtcdException(details);
            default -> new RejectedEtcdException(details);
        };
    }

    private static long leaseOf(@Nullable Object request) {
        if (request instanceof Put put) {
            return put.lease();
        } else if (request instanceof LockRpcs.Acquire acquire) {
            return acquire.lease();
        } else if (request instanceof ElectionRpcs.Campaign campaign) {
            return campaign.lease();
        }
        return request instanceof LeaseRpcs.Revoke revoke ? revoke.id() : 0;
    }

    /** The exception for words that come without a status, such as a watch's cancel reason. */
    public static EtcdException fromWords(String what, String endpoint, String words) {
        ErrorCode code = ErrorTable.byText(words, StatusCode.FAILED_PRECONDITION);
        String message = what + (endpoint.isEmpty() ? "" : " at " + endpoint) + ": " + words;
        return of(
                new Details(code, Outcome.NOT_APPLIED, message, null, endpoint.isEmpty() ? null : endpoint, null),
                null);
    }

    /** Whether words that came without a status are about the token, so that a fresh one may cure it. */
    public static boolean isAboutToken(String words) {
        return ErrorTable.isAboutToken(words);
    }

    /** For anything asked of a client that is closed, or closed while it was under way. */
    public static ClientClosedException closed(String what, Outcome outcome) {
        return new ClientClosedException(Details.of(
                ErrorCode.CLIENT_CLOSED,
                outcome,
                what + ": the client is closed" + (outcome == Outcome.UNKNOWN ? doubt() : "")));
    }

    /** What a transport threw instead of saying how far the call got: nobody knows. */
    static WireFailure thrown(RuntimeException exception) {
        return new WireFailure(StatusCode.INTERNAL, "the transport failed: " + exception, Reach.LOST, exception);
    }

    /** A call that failed before this one, which therefore never left. */
    static WireFailure untouched(EtcdException before) {
        return new WireFailure(StatusCode.UNAVAILABLE, String.valueOf(before.getMessage()), Reach.NEVER_LEFT, before);
    }

    /** A deadline as messages show it. */
    public static String shown(Duration timeout) {
        long millis = timeout.toMillis();
        return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    public static String doubt() {
        return "; it may or may not have been applied";
    }
}
