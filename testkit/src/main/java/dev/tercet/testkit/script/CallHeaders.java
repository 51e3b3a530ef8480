package dev.tercet.testkit.script;

import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent beside the message.
 *
 * @param token the authentication token, or null
 * @param requiresLeader whether it asked for a member with a leader
 * @param authority the name that it called the server by
 * @since 0.1
 */
public record CallHeaders(
        @Nullable String token,
        boolean requiresLeader,
        @Nullable String authority) {
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> LEADER = Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    static CallHeaders of(Metadata metadata, @Nullable String authority) {
        return new CallHeaders(metadata.get(TOKEN), "true".equals(metadata.get(LEADER)), authority);
    }
}
