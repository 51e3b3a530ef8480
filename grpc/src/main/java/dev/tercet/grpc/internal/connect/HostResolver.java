package dev.tercet.grpc.internal.connect;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.ProxyDetector;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a host by its name. Unlike gRPC's own resolver, it takes names with an underscore, as containers often have, and a name
 * that nobody knows is no error here, since gRPC would log each of those with its stack: the address stays unresolved then, and to
 * connect to it fails with that.
 *
 * <p>Threads: gRPC calls it in its synchronisation context, where its fields are read and written too; the lookup itself, which
 * blocks, runs on gRPC's executor for that.
 */
final class HostResolver extends NameResolver {
    private final String host;
    private final int port;
    private final ProxyDetector proxies;
    private final SynchronizationContext context;
    private final Executor blocking;
    private @Nullable Listener2 listener;
    private boolean isLooking;

    HostResolver(String host, int port, ProxyDetector proxies, SynchronizationContext context, Executor blocking) {
        this.host = host;
        this.port = port;
        this.proxies = proxies;
        this.context = context;
        this.blocking = blocking;
    }

    @Override
    public String getServiceAuthority() {
        return host + ":" + port;
    }

    @Override
    public void start(Listener2 wanting) {
        listener = wanting;
        refresh();
    }

    @Override
    public void refresh() {
        if (!isLooking && listener != null) {
            isLooking = true;
            blocking.execute(this::look);
        }
    }

    private void look() {
        ResolutionResult result = ResolutionResult.newBuilder()
                .setAddressesOrError(StatusOr.fromValue(addresses()))
                .build();
        context.execute(() -> {
            isLooking = false;
            Listener2 wanting = listener;
            if (wanting != null) {
                wanting.onResult2(result);
            }
        });
    }

    private List<EquivalentAddressGroup> addresses() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved(host, port);
        try {
            // Asked about a name with an underscore, the JDK's selector throws, and gRPC logs it.
            SocketAddress proxied = host.indexOf('_') < 0 ? proxies.proxyFor(unresolved) : null;
            if (proxied != null) {
                return List.of(new EquivalentAddressGroup(proxied));
            }
            List<EquivalentAddressGroup> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(new EquivalentAddressGroup(new InetSocketAddress(address, port)));
            }
            return addresses;
        } catch (IOException e) {
            return List.of(new EquivalentAddressGroup(unresolved));
        }
    }

    @Override
    public void shutdown() {
        listener = null;
    }
}
