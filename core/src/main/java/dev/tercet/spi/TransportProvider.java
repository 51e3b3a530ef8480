package dev.tercet.spi;

import dev.tercet.connection.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes transports; found by {@link java.util.ServiceLoader}, or given to the client's builder.
 *
 * <p>An endpoint may ask for one by its name: {@code gateway+http://host:port}. For one that does not the builder's is used, or else
 * the only one on the class path, or of several the one called {@code grpc}.
 *
 * @since 0.1
 */
public interface TransportProvider {
    /** What it is called, such as {@code grpc}: small letters, digits and hyphens, so that an endpoint can ask for it. */
    String name();

    /**
     * Makes the way to an endpoint. Does not connect and does not block.
     *
     * @param endpoint where; its scheme may have this transport's name in it, so that {@link Endpoint#isTls()} says whether to encrypt
     * @param settings how
     */
    Transport open(Endpoint endpoint, TransportSettings settings);

    /**
     * The one on the class path that a client uses for an endpoint, unless its builder was given one.
     *
     * @throws IllegalStateException if there is none, or none by the name that the endpoint asks for, or several of which none is
     *     called {@code grpc}; it says what there is, and what to add
     */
    static TransportProvider onClassPath(Endpoint endpoint) {
        List<TransportProvider> all = new ArrayList<>();
        ServiceLoader.load(TransportProvider.class, TransportProvider.class.getClassLoader())
                .forEach(all::add);
        return new TransportChoice(all).of(endpoint);
    }
}
