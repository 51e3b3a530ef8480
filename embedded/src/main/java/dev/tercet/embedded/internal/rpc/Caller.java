package dev.tercet.embedded.internal.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, and how.
 *
 * @param token the token shown, with the scheme before it if there was one, or null; {@link #toString()} does not show it
 * @param requireLeader whether a member without a leader shall refuse it at once
 */
public record Caller(@Nullable String token, boolean requireLeader) {
    @Override
    public String toString() {
        return "Caller[token=" + (token == null ? "none" : "…") + ", requireLeader=" + requireLeader + "]";
    }
}
