package dev.tercet.gateway.internal;

import java.net.ProxySelector;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about the gateway.
 *
 * @param maxConnections how many calls may be under way to one endpoint
 * @param webSockets whether watches may share websockets
 * @param proxies which proxies to use; null for the JVM's
 */
public record GatewaySettings(
        int maxConnections, boolean webSockets, @Nullable ProxySelector proxies) {
    /** Unless something else is chosen. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(64, true, null);

    public GatewaySettings withMaxConnections(int most) {
        return new GatewaySettings(most, webSockets, proxies);
    }

    public GatewaySettings withWebSockets(boolean wanted) {
        return new GatewaySettings(maxConnections, wanted, proxies);
    }

    public GatewaySettings withProxies(ProxySelector selector) {
        return new GatewaySettings(maxConnections, webSockets, selector);
    }
}
