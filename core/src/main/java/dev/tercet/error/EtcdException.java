package dev.tercet.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any failure of a call, a watch or a lease.
 *
 * <p>Three families say what to do: {@link TransientEtcdException} (the same call may work later), {@link RejectedEtcdException}
 * (it will not), {@link ClientEtcdException} (our side). {@link #outcome()} says what happened to the data. Mistakes in arguments
 * are {@link IllegalArgumentException} instead.
 *
 * @since 0.1
 */
public abstract sealed class EtcdException extends RuntimeException
        permits TransientEtcdException, RejectedEtcdException, ClientEtcdException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final Outcome outcome;
    private final @Nullable String method;
    private final @Nullable String endpoint;

    EtcdException(Details details) {
        super(details.message(), details.cause());
        this.code = Objects.requireNonNull(details.code(), "code");
        this.outcome = Objects.requireNonNull(details.outcome(), "outcome");
        this.method = details.method();
        this.endpoint = details.endpoint();
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }

    /** What happened to the data. For a call that only reads, always {@link Outcome#NOT_APPLIED}. */
    public Outcome outcome() {
        return outcome;
    }

    /** The call that failed, by the name it has in etcd's API, such as {@code Put}; or {@code watch} or {@code snapshot}. */
    public Optional<String> method() {
        return Optional.ofNullable(method);
    }

    /** The endpoint that it last went to, if it got as far. */
    public Optional<String> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /**
     * What an exception is made of.
     *
     * @param code what went wrong
     * @param outcome what happened to the data
     * @param message what was asked, of whom, what came back, and what to do
     * @param method the call
     * @param endpoint where it went
     * @param cause what lies beneath
     */
    public record Details(
            ErrorCode code,
            Outcome outcome,
            String message,
            @Nullable String method,
            @Nullable String endpoint,
            @Nullable Throwable cause) {
        /** Details with a code, an outcome and a message only. */
        public static Details of(ErrorCode code, Outcome outcome, String message) {
            return new Details(code, outcome, message, null, null, null);
        }
    }
}
