package dev.tercet.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * How calls are made: set for a client, for a view of it, or for one call.
 *
 * @since 0.1
 */
public final class CallOptions {
    /** Ten seconds, and writes are sent at most once. */
    public static final CallOptions DEFAULT = new CallOptions(Duration.ofSeconds(10), false);

    private final Duration timeout;
    private final boolean retryWrites;

    private CallOptions(Duration timeout, boolean retryWrites) {
        this.timeout = timeout;
        this.retryWrites = retryWrites;
    }

    /**
     * The deadline of a whole call: waiting for a connection, attempts, authentication and pauses included.
     *
     * @param whole more than zero
     * @throws IllegalArgumentException otherwise
     */
    public CallOptions withTimeout(Duration whole) {
        Objects.requireNonNull(whole, "timeout");
        if (whole.isNegative() || whole.isZero()) {
            throw new IllegalArgumentException("timeout must be more than zero, not " + whole);
        }
        return new CallOptions(whole, retryWrites);
    }

    /**
     * Sends a write again when its reply was lost. It may then be applied twice: right only for writes that are as good twice as
     * once, and for those guarded by a compare that the write itself makes false.
     */
    public CallOptions retryingWrites() {
        return new CallOptions(timeout, true);
    }

    /** The deadline of a whole call. */
    public Duration timeout() {
        return timeout;
    }

    /** Whether a write may be sent again when its reply was lost. */
    public boolean retriesWrites() {
        return retryWrites;
    }

    @Override
    public String toString() {
        return "CallOptions[timeout=" + timeout + ", retryingWrites=" + retryWrites + "]";
    }
}
