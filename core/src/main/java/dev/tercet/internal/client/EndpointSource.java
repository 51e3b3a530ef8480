package dev.tercet.internal.client;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.discovery.DnsSrv;
import dev.tercet.internal.discovery.SrvDiscovery;
import java.util.List;

/** Where a client's endpoints come from. */
@FunctionalInterface
public interface EndpointSource {
    /**
     * The endpoints.
     *
     * @param tls whether TLS was set up, so that what has no scheme is {@code https}
     */
    List<Endpoint> find(boolean tls);

    /** Asks DNS. */
    static EndpointSource srv(String domain, String serviceName) {
        return tls -> new SrvDiscovery(new DnsSrv()).find(domain, serviceName, tls);
    }
}
