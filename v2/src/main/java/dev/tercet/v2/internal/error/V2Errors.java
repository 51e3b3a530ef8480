package dev.tercet.v2.internal.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2DirectoryNotEmptyException;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyExistsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2LeaderElectionException;
import dev.tercet.v2.error.V2NotDirectoryException;
import dev.tercet.v2.error.V2NotFileException;
import dev.tercet.v2.error.V2RaftException;
import dev.tercet.v2.error.V2RejectedException;
import dev.tercet.v2.error.V2RootReadOnlyException;
import dev.tercet.v2.error.V2TransientException;
import dev.tercet.v2.error.V2ValueException;
import dev.tercet.v2.error.V2WatcherClearedException;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of what servers say: the one table from codes to types, for both backends. */
public final class V2Errors {
    private V2Errors() {}

    /**
     * The exception for what a server said.
     *
     * @param call what was asked, in words, such as {@code read "/a"}
     * @param outcome what happened to the data
     * @param endpoint where, if known
     */
    public static EtcdException of(String call, V2ErrorPayload payload, Outcome outcome, @Nullable String endpoint) {
        return of(call, payload, outcome, endpoint, null);
    }

    /** The same with what lies beneath. */
    public static EtcdException of(
            String call,
            V2ErrorPayload payload,
            Outcome outcome,
            @Nullable String endpoint,
            @Nullable Throwable cause) {
        Details details = new Details(
                code(payload),
                outcome,
                call + (endpoint == null ? "" : " at " + endpoint) + ": " + words(payload),
                call,
                endpoint,
                cause);
        return switch (payload.code()) {
            case 100 -> new V2KeyNotFoundException(details, payload);
            case 101 -> new V2CompareFailedException(details, payload);
            case 102 -> new V2NotFileException(details, payload);
            case 104 -> new V2NotDirectoryException(details, payload);
            case 105 -> new V2KeyExistsException(details, payload);
            case 107 -> new V2RootReadOnlyException(details, payload);
            case 108 -> new V2DirectoryNotEmptyException(details, payload);
            case 110 -> new V2InsufficientPermissionsException(details, payload);
            case 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212 ->
                new V2ValueException(details, payload);
            case 300 -> new V2RaftException(details, payload);
            case 301 -> new V2LeaderElectionException(details, payload);
            case 400 -> new V2WatcherClearedException(details, payload);
            case 401 -> new V2EventIndexClearedException(details, payload);
            default -> new V2RejectedException(details, payload);
        };
    }

    // Without a number of its own in the API.
    private static ErrorCode code(V2ErrorPayload payload) {
        return payload.status() == 403 && payload.message().equals("not current leader")
                ? ErrorCode.NOT_LEADER
                : V2Codes.code(payload.code());
    }

    /** The same for a code of the table. */
    public static EtcdException of(String call, V2Codes code, String cause, long index, @Nullable String endpoint) {
        V2ErrorPayload payload = new V2ErrorPayload(code.number(), code.text(), cause, index, code.status());
        return of(call, payload, Outcome.NOT_APPLIED, endpoint);
    }

    /**
     * The exception for what a server said until the client gave up, in place of the one that says so.
     *
     * @param beneath what that failure was without v2's words
     */
    public static EtcdException of(EtcdException beneath, V2ErrorPayload payload) {
        Details details = new Details(
                V2Codes.code(payload.code()) == ErrorCode.UNKNOWN ? beneath.code() : V2Codes.code(payload.code()),
                beneath.outcome(),
                String.valueOf(beneath.getMessage()),
                beneath.method().orElse(null),
                beneath.endpoint().orElse(null),
                null);
        return switch (payload.code()) {
            case 300 -> new V2RaftException(details, payload);
            case 301 -> new V2LeaderElectionException(details, payload);
            default -> new V2TransientException(details, payload);
        };
    }

    /** What a server said, as the original clients write it, which people search for. */
    public static String words(V2ErrorPayload payload) {
        String number = payload.code() == 0 ? "HTTP " + payload.status() : Integer.toString(payload.code());
        return number + " " + payload.message() + (payload.cause().isEmpty() ? "" : " : " + payload.cause());
    }
}
