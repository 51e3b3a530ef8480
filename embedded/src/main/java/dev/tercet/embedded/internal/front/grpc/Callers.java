package dev.tercet.embedded.internal.front.grpc;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdErrors;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/** Reads from the metadata of a call who calls, and how. */
final class Callers {
    private static final Metadata.Key<String> TOKEN = key("token");
    private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    private static final Metadata.Key<String> HAS_LEADER = key("hasleader");
    private static final Metadata.Key<String> API_VERSION = key("client-api-version");

    private Callers() {}

    /** Throws a refusal if the client says its version in bytes that are no text. */
    static Caller from(Metadata metadata) {
        String version = first(metadata, API_VERSION);
        // What is no text has this in place of its bytes by now.
        if (version != null && version.indexOf('\uFFFD') >= 0) {
            throw EtcdErrors.INVALID_CLIENT_API_VERSION;
        }
        String token = first(metadata, TOKEN);
        if (token == null) {
            token = first(metadata, AUTHORIZATION);
        }
        return new Caller(token, "true".equals(first(metadata, HAS_LEADER)));
    }

    // etcd reads the first of several values; Metadata.get would be the last.
    private static @Nullable String first(Metadata metadata, Metadata.Key<String> key) {
        Iterable<String> values = metadata.getAll(key);
        return values == null ? null : values.iterator().next();
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
