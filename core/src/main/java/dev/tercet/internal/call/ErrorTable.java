package dev.tercet.internal.call;

import dev.tercet.error.ErrorCode;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * etcd's errors, by text first and by status code second.
 *
 * <p>The text decides because two errors travel with the wrong code in every version, several changed their code between minors,
 * and what etcd maps nowhere comes as UNKNOWN.
 */
final class ErrorTable {
    /** What makes a token worth renewing; a watch's cancel reason carries the same texts. */
    static final String INVALID_TOKEN = "invalid auth token";

    static final String OLD_REVISION = "revision of auth store is old";
    static final String NO_USER = "user name is empty";

    private static final Map<String, ErrorCode> BY_TEXT = new LinkedHashMap<>();

    static {
        text(ErrorCode.UNAUTHENTICATED, INVALID_TOKEN, OLD_REVISION, NO_USER, "authentication failed");
        text(ErrorCode.PERMISSION_DENIED, "etcdserver: permission denied");
        text(ErrorCode.AUTH_NOT_ENABLED, "authentication is not enabled");
        text(ErrorCode.COMPACTED, "required revision has been compacted");
        text(ErrorCode.FUTURE_REVISION, "required revision is a future revision");
        text(ErrorCode.NO_SPACE, "database space exceeded");
        text(ErrorCode.LEASE_NOT_FOUND, "requested lease not found", "mutex: session is expired");
        text(ErrorCode.LEASE_EXISTS, "lease already exists");
        text(ErrorCode.LEASE_TTL_TOO_LARGE, "too large lease TTL");
        text(ErrorCode.KEY_NOT_FOUND, "etcdserver: key not found");
        text(ErrorCode.DUPLICATE_KEY, "duplicate key given in txn request");
        text(ErrorCode.TOO_MANY_OPERATIONS, "too many operations in txn request");
        text(ErrorCode.REQUEST_TOO_LARGE, "request is too large", "received message larger than max");
        text(ErrorCode.NO_LEADER, "etcdserver: no leader");
        text(ErrorCode.TOO_MANY_REQUESTS, "etcdserver: too many requests");
        text(ErrorCode.TIMEOUT, "etcdserver: request timed out", "etcdserver: context deadline exceeded");
        // The last is what the JSON gateway of a server that stops says, as CANCELLED, although nobody cancelled.
        text(
                ErrorCode.UNAVAILABLE,
                "etcdserver: leader changed",
                "etcdserver: server stopped",
                "grpc: the client connection is closing");
        text(
                ErrorCode.UNHEALTHY_CLUSTER,
                "etcdserver: unhealthy cluster",
                "re-configuration failed due to not enough started members");
        text(ErrorCode.CORRUPT, "etcdserver: corrupt cluster");
        text(ErrorCode.UNSUPPORTED, "rpc not supported for learner", "etcdserver: not capable");
        text(ErrorCode.USER_EXISTS, "user name already exists");
        text(ErrorCode.USER_NOT_FOUND, "user name not found");
        text(ErrorCode.ROLE_EXISTS, "role name already exists");
        text(ErrorCode.ROLE_NOT_FOUND, "role name not found", "role is not granted to the user");
        text(ErrorCode.MEMBER_NOT_FOUND, "etcdserver: member not found");
        text(ErrorCode.MEMBER_EXISTS, "Peer URLs already exists", "member ID already exist");
        text(ErrorCode.NOT_LEADER, "etcdserver: not leader");
        text(ErrorCode.NOT_ELECTED, "election: not leader", "election: no leader");
        text(ErrorCode.CANCELLED, "etcdserver: watch canceled", "etcdserver: request cancel");
        text(
                ErrorCode.INVALID_ARGUMENT,
                "etcdserver: key is not provided",
                "etcdserver: value is provided",
                "etcdserver: lease is provided",
                "etcdserver: invalid sort option",
                "etcdserver: given member URLs are invalid",
                "etcdserver: invalid auth management",
                "etcdserver: permission not given",
                "etcdserver: role name is empty",
                "etcdserver: invalid client api version",
                "etcdserver: invalid downgrade target version",
                "etcdserver: wrong downgrade target version format",
                "\"leader\" field must be provided");
        text(
                ErrorCode.FAILED_PRECONDITION,
                "etcdserver: bad leader transferee",
                "etcdserver: can only promote a learner member",
                "etcdserver: too many learner members in cluster",
                "etcdserver: cluster ID mismatch",
                "etcdserver: cluster has a downgrade job in progress",
                "etcdserver: cluster version not found during downgrade",
                "etcdserver: no inflight downgrade job",
                "etcdserver: permission is not granted to the role",
                "etcdserver: root user does not",
                "mutex: Locked by another session",
                "mutex: lock has already been released");
    }

    private ErrorTable() {}

    private static void text(ErrorCode code, String... texts) {
        for (String text : texts) {
            BY_TEXT.put(text, code);
        }
    }

    static ErrorCode code(WireFailure failure) {
        if (failure.reach() == WireFailure.Reach.MISCONFIGURED) {
            return ErrorCode.CONNECTION_REJECTED;
        }
        if (isBeyondTransport(failure)) {
            return ErrorCode.UNSUPPORTED;
        }
        if (failure.reach() != WireFailure.Reach.ANSWERED) {
            // A reply that is too large for us, or makes no sense, did come, and is not the caller's fault.
            return failure.code() == StatusCode.RESOURCE_EXHAUSTED || failure.code() == StatusCode.INTERNAL
                    ? ErrorCode.PROTOCOL
                    : ErrorCode.UNAVAILABLE;
        }
        if (failure.code() == StatusCode.INTERNAL) {
            // The server's own trouble, or a proxy's. Ours, an answer that makes no sense, was not answered so.
            return byText(failure.message(), StatusCode.UNKNOWN);
        }
        return byText(failure.message(), failure.code());
    }

    /** For words that come without a status, such as a watch's cancel reason. */
    static ErrorCode byText(String words, StatusCode otherwise) {
        for (Map.Entry<String, ErrorCode> row : BY_TEXT.entrySet()) {
            if (words.contains(row.getKey())) {
                return row.getValue();
            }
        }
        return byStatus(otherwise);
    }

    private static ErrorCode byStatus(StatusCode code) {
        return switch (code) {
            case CANCELLED -> ErrorCode.CANCELLED;
            case INVALID_ARGUMENT -> ErrorCode.INVALID_ARGUMENT;
            case DEADLINE_EXCEEDED -> ErrorCode.TIMEOUT;
            case PERMISSION_DENIED -> ErrorCode.PERMISSION_DENIED;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case RESOURCE_EXHAUSTED -> ErrorCode.REQUEST_TOO_LARGE;
            case UNIMPLEMENTED -> ErrorCode.UNSUPPORTED;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            case DATA_LOSS -> ErrorCode.CORRUPT;
            case INTERNAL -> ErrorCode.PROTOCOL;
            case NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE -> ErrorCode.FAILED_PRECONDITION;
            case OK, UNKNOWN -> ErrorCode.UNKNOWN;
        };
    }

    /** Whether it is not the server that cannot do it but the way there, which was not gone for that. */
    private static boolean isBeyondTransport(WireFailure failure) {
        return failure.code() == StatusCode.UNIMPLEMENTED
                && failure.certainlyUntouched()
                && failure.cause() instanceof UnsupportedOperationException;
    }

    /** Whether a fresh token may cure it. */
    static boolean isAboutToken(String words) {
        return words.contains(INVALID_TOKEN) || words.contains(OLD_REVISION) || words.contains(NO_USER);
    }

    /** Whether the server says with this that it did nothing, so that even a write may be sent again. */
    static boolean refusedBeforeWork(ErrorCode code) {
        return code == ErrorCode.NO_LEADER || code == ErrorCode.TOO_MANY_REQUESTS || code == ErrorCode.UNSUPPORTED;
    }

    /** Whether the trouble is the endpoint's, and another may do better. */
    static boolean blamesEndpoint(ErrorCode code) {
        return code == ErrorCode.UNAVAILABLE || code == ErrorCode.NO_LEADER || code == ErrorCode.CONNECTION_REJECTED;
    }

    /** Whether nobody can tell from this whether a write was done. */
    static boolean leavesDoubt(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE, TIMEOUT, CANCELLED, UNKNOWN, PROTOCOL -> true;
            default -> false;
        };
    }
}
