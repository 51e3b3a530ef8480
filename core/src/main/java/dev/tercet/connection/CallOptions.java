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
    public static final CallOptions DEFAULT = new CallOptions(Duration.ofSeconds(10), false, Integer.MAX_VALUE);

    private final Duration timeout;
    private final boolean retryWrites;
    private final int maxReplyBytes;

    private CallOptions(Duration timeout, boolean retryWrites, int maxReplyBytes) {
        this.timeout = timeout;
        this.retryWrites = retryWrites;
        this.maxReplyBytes = maxReplyBytes;
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
        return new CallOptions(whole, retryWrites, maxReplyBytes);
    }

    /**
     * Sends a write again when its reply was lost. It may then be applied twice: right only for writes that are as good twice as
     * once, and for those guarded by a compare that the write itself makes false.
     */
    public CallOptions retryingWrites() {
        return new CallOptions(timeout, true, maxReplyBytes);
    }

    /**
     * Gives a call up whose reply has more bytes than this, before it is in memory: it fails with {@link
     * dev.tercet.error.ProtocolException}. The client's own bound for all that comes in holds besides.
     *
     * @param bytes at least 1, as etcd itself encodes replies; four thirds of it where they come as JSON; no bound by default
     * @throws IllegalArgumentException if less
     */
    public CallOptions withMaxReplyBytes(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxReplyBytes must be at least 1, not " + bytes);
        }
        return new CallOptions(timeout, retryWrites, bytes);
    }

    /** The deadline of a whole call. */
    public Duration timeout() {
        return timeout;
    }

    /** Whether a write may be sent again when its reply was lost. */
    public boolean retriesWrites() {
        return retryWrites;
    }

    /** The largest reply that is taken; {@link Integer#MAX_VALUE} for no bound. */
    public int maxReplyBytes() {
        return maxReplyBytes;
    }

    @Override
    public String toString() {
        return "CallOptions[timeout=" + timeout + ", retryingWrites=" + retryWrites
                + (maxReplyBytes == Integer.MAX_VALUE ? "" : ", maxReplyBytes=" + maxReplyBytes) + "]";
    }
}
