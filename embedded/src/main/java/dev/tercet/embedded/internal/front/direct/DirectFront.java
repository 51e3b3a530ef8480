package dev.tercet.embedded.internal.front.direct;

import dev.tercet.connection.Endpoint;
import dev.tercet.embedded.internal.front.call.MessageLimit;
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
    private final MessageLimit limit;

    /**
     * A front.
     *
     * @param limit how large a request may be
     */
    public DirectFront(Host host, MessageLimit limit) {
        this.host = host;
        this.rows = new Rows(host.methods());
        this.limit = limit;
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
        return new DirectTransport(this, new Sizes(limit, settings.maxInboundBytes()));
    }
}
