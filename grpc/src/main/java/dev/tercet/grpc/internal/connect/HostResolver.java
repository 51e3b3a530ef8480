package dev.tercet.grpc.internal.connect;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a host that gRPC's own resolver refuses to: one whose name has an underscore, as containers' names often do.
 *
 * <p>Threads: gRPC calls it in its synchronisation context, where its fields are read and written too; the lookup itself, which
 * blocks, runs on gRPC's executor for that.
 */
final class HostResolver extends NameResolver {
    private final String host;
    private final int port;
    private final SynchronizationContext context;
    private final Executor blocking;
    private @Nullable Listener2 listener;
    private boolean isLooking;

    HostResolver(String host, int port, SynchronizationContext context, Executor blocking) {
        this.host = host;
        this.port = port;
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
        StatusOr<List<EquivalentAddressGroup>> found;
        try {
            List<EquivalentAddressGroup> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(new EquivalentAddressGroup(new InetSocketAddress(address, port)));
            }
            found = StatusOr.fromValue(addresses);
        } catch (UnknownHostException e) {
            found = StatusOr.fromStatus(Status.UNAVAILABLE
                    .withDescription("Unable to resolve host " + host)
                    .withCause(e));
        }
        ResolutionResult result =
                ResolutionResult.newBuilder().setAddressesOrError(found).build();
        context.execute(() -> {
            isLooking = false;
            Listener2 wanting = listener;
            if (wanting != null) {
                wanting.onResult2(result);
            }
        });
    }

    @Override
    public void shutdown() {
        listener = null;
    }
}
