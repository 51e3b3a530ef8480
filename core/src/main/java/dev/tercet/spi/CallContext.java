package dev.tercet.spi;

import org.jspecify.annotations.Nullable;

/**
 * What goes with a call besides the request.
 *
 * @param token the token to authenticate with, or null; {@link #toString()} does not show it
 * @param requireLeader whether a member without a leader shall refuse it at once
 * @since 0.1
 */
public record CallContext(@Nullable String token, boolean requireLeader) {
    /** Neither. */
    public static final CallContext PLAIN = new CallContext(null, false);

    /** No token, but a leader. */
    public static final CallContext WITH_LEADER = new CallContext(null, true);

    @Override
    public String toString() {
        return "CallContext[token=" + (token == null ? "none" : "…") + ", requireLeader=" + requireLeader + "]";
    }
}
