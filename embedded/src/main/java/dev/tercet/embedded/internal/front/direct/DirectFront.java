package dev.tercet.embedded.internal.front.direct;

import dev.tercet.connection.Endpoint;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.server.Host;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;

/** The front for clients in the same process: ways to one server, whatever the endpoint is called. */
public final class DirectFront implements TransportProvider {
    private final Host host;
    private final Rows rows;
    private final int maxMessageBytes;

    /**
     * A front.
     *
     * @param maxMessageBytes the largest message that the server takes
     */
    public DirectFront(Host host, int maxMessageBytes) {
        this.host = host;
        this.rows = new Rows(host.methods());
        this.maxMessageBytes = maxMessageBytes;
    }

    Rows rows() {
        return rows;
    }

    StreamHandler<WatchRequest, WatchMessage> watches() {
        return host.watches();
    }

    boolean isStopped() {
        return host.isStopped();
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Transport open(Endpoint endpoint, TransportSettings settings) {
        return new DirectTransport(this, new Sizes(maxMessageBytes, settings.maxInboundBytes()));
    }
}
