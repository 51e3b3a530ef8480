package dev.tercet.spi;

import dev.tercet.connection.Endpoint;

/**
 * Makes transports; found by {@link java.util.ServiceLoader}, or given to the client's builder.
 *
 * @since 0.1
 */
public interface TransportProvider {
    /** What it is called, such as {@code grpc}. */
    String name();

    /** Makes the way to an endpoint. Does not connect and does not block. */
    Transport open(Endpoint endpoint, TransportSettings settings);
}
