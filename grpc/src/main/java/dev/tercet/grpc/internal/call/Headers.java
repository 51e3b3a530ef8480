package dev.tercet.grpc.internal.call;

import dev.tercet.spi.CallContext;
import io.grpc.Metadata;

/** What goes with a call in HTTP/2 headers. */
public final class Headers {
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> HAS_LEADER =
            Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    private Headers() {}

    /** New each time: gRPC adds its own to them. */
    public static Metadata of(CallContext context) {
        Metadata headers = new Metadata();
        if (context.token() != null) {
            headers.put(TOKEN, context.token());
        }
        if (context.requireLeader()) {
            headers.put(HAS_LEADER, "true");
        }
        return headers;
    }
}
