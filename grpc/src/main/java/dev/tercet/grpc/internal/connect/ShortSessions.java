package dev.tercet.grpc.internal.connect;

import io.grpc.Attributes;
import io.grpc.ClientTransportFilter;
import io.grpc.Grpc;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * Keeps TLS sessions from being resumed, but for the second after their handshake.
 *
 * <p>A resumed session skips the certificates: whoever replaced theirs, or the authorities, would go on with the old ones for as long
 * as the server takes its tickets, which may be days. Connections are few and long, so a full handshake each is a small price.
 */
final class ShortSessions extends ClientTransportFilter {
    // Zero would be without a limit.
    private static final int SHORTEST_SECONDS = 1;

    @Override
    public Attributes transportReady(Attributes attributes) {
        SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        SSLSessionContext context = session == null ? null : session.getSessionContext();
        if (context != null) {
            context.setSessionTimeout(SHORTEST_SECONDS);
        }
        return attributes;
    }
}
