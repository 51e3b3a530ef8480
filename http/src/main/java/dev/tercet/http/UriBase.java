package dev.tercet.http;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every URI of an endpoint begins with, which for some hosts has to be looked up.
 *
 * <p>Threads: any.
 */
final class UriBase {
    private final Host host;
    private final String base;
    private final LookUp lookUp;

    UriBase(Host host, LookUp.Resolver resolver) {
        this.host = host;
        this.base = host.kind() == Host.Kind.ODD_NAME ? "" : host.base();
        this.lookUp = new LookUp(host.name(), resolver);
    }

    /** Looks names up as the JVM does, but not those that only a proxy has to know. */
    static LookUp.Resolver resolver(Host host, @Nullable ProxySelector proxies) {
        return name -> host.kind() == Host.Kind.NAME && proxy(host, proxies) != null
                ? InetAddress.getLoopbackAddress()
                : InetAddress.getByName(name);
    }

    /** The proxy that is connected to in place of the host, or null. */
    static @Nullable Proxy proxy(Host host, @Nullable ProxySelector own) {
        ProxySelector proxies = own == null ? ProxySelector.getDefault() : own;
        if (proxies == null || host.kind() == Host.Kind.ODD_NAME) {
            return null;
        }
        List<Proxy> chosen;
        try {
            chosen = proxies.select(URI.create(host.base()));
        } catch (RuntimeException e) {
            // java.net.http asks it too, and fails the request with this.
            return null;
        }
        return chosen.isEmpty() || chosen.get(0).type() == Proxy.Type.DIRECT ? null : chosen.get(0);
    }

    /**
     * Tells what every URI begins with, at once or in a pool's thread.
     *
     * @param fail told instead if the host cannot be addressed
     */
    void find(Consumer<String> go, Consumer<Throwable> fail) {
        if (host.kind() == Host.Kind.ADDRESS) {
            go.accept(base);
            return;
        }
        CompletableFuture<InetAddress> address = lookUp.address();
        address.whenComplete((found, thrown) -> {
            if (host.kind() == Host.Kind.NAME) {
                // Without an address, java.net.http says so, or a proxy knows better.
                go.accept(base);
            } else if (thrown == null) {
                go.accept(host.base(found));
            } else {
                fail.accept(unresolved(thrown));
            }
        });
    }

    private static Throwable unresolved(Throwable thrown) {
        Throwable cause = Faults.unwrapped(thrown);
        return cause instanceof UnknownHostException
                ? new ConnectException().initCause(new UnresolvedAddressException())
                : cause;
    }
}
