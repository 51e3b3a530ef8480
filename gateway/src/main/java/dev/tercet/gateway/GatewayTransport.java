package dev.tercet.gateway;

import dev.tercet.connection.Endpoint;
import dev.tercet.gateway.internal.GatewaySettings;
import dev.tercet.gateway.internal.HttpTransport;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import java.net.ProxySelector;
import java.util.Objects;

/**
 * Makes transports over etcd's JSON gateway: HTTP/1.1, no gRPC and no protobuf.
 *
 * <pre>{@code
 * EtcdClient.builder()
 *         .endpoints("http://127.0.0.1:2379")
 *         .transport(GatewayTransport.create())
 *         .build();
 * }</pre>
 *
 * <p>Endpoints that begin with {@code gateway+http://} or {@code gateway+https://} use it without being told, with these defaults;
 * and so do all if no other transport is on the class path.
 *
 * @since 0.1
 */
public final class GatewayTransport implements TransportProvider {
    private final GatewaySettings settings;

    /** Called by {@link java.util.ServiceLoader}; others call {@link #create}. */
    public GatewayTransport() {
        this(GatewaySettings.DEFAULT);
    }

    private GatewayTransport(GatewaySettings settings) {
        this.settings = settings;
    }

    /** With 64 connections to each endpoint for calls at most, websockets for watches where the server has them, and the JVM's proxies. */
    public static GatewayTransport create() {
        return new GatewayTransport();
    }

    /**
     * How many connections to each endpoint calls use at most; others wait for their turn. Not counted are streams, and calls that
     * wait at the server: for a lock, or to be elected.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public GatewayTransport withMaxConnections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + most);
        }
        return new GatewayTransport(settings.withMaxConnections(most));
    }

    /**
     * Watches by requests of their own, each with its connection, also where the server has websockets, on which many share one. For
     * proxies that let websockets open and then harm them. Where they are refused, or are left without an answer twice in a row, this is
     * done without being told.
     */
    public GatewayTransport withoutWebSockets() {
        return new GatewayTransport(settings.withWebSockets(false));
    }

    /** Which proxies to use, in place of the JVM's. */
    public GatewayTransport withProxies(ProxySelector proxies) {
        return new GatewayTransport(settings.withProxies(Objects.requireNonNull(proxies, "proxies")));
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Transport open(Endpoint endpoint, TransportSettings connection) {
        return HttpTransport.open(endpoint, connection, settings);
    }
}
