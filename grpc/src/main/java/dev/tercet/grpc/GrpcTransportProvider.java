package dev.tercet.grpc;

import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.internal.GrpcTransport;
import dev.tercet.grpc.internal.connect.Channels;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;

/**
 * Makes transports over gRPC, one connection to each endpoint.
 *
 * @since 0.1
 */
public final class GrpcTransportProvider implements TransportProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public GrpcTransportProvider() {}

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public Transport open(Endpoint endpoint, TransportSettings settings) {
        return new GrpcTransport(
                Channels.open(endpoint, settings),
                settings.maxInboundBytes(),
                settings.connectTimeout(),
                settings.timer());
    }
}
