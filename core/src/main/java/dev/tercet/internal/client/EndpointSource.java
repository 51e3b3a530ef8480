package dev.tercet.internal.client;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.discovery.DnsSrv;
import dev.tercet.internal.discovery.SrvDiscovery;
import dev.tercet.internal.endpoint.Candidate;
import java.util.List;

/** Where a client's endpoints come from. */
@FunctionalInterface
public interface EndpointSource {
    /**
     * The endpoints, and how they are to be preferred.
     *
     * @param tls whether TLS was set up, so that what has no scheme is {@code https}
     * @param plainToo whether those that say {@code http} are taken even then
     */
    List<Candidate> find(boolean tls, boolean plainToo);

    /** Those that the caller lists, one as good as another. */
    static EndpointSource given(List<String> endpoints) {
        return (tls, plainToo) -> Endpoint.parseAll(endpoints, tls).stream()
                .map(endpoint -> Candidate.of(tls && !plainToo ? encrypted(endpoint) : endpoint))
                .toList();
    }

    // Whoever sets up TLS believes that he has it: certificates that are never asked for would not tell him otherwise.
    static Endpoint encrypted(Endpoint endpoint) {
        if (!endpoint.isTls()) {
            throw new IllegalArgumentException("endpoint \"" + endpoint
                    + "\" is not encrypted, but TLS was set up: use " + endpoint.scheme() + "s://"
                    + endpoint.authority() + ", or leave tls out");
        }
        return endpoint;
    }

    /** Asks DNS. */
    static EndpointSource srv(String domain, String serviceName) {
        return (tls, plainToo) -> new SrvDiscovery(new DnsSrv()).find(domain, serviceName, tls);
    }

    /** Asks DNS for the names of the v2 API too. */
    static EndpointSource srvWithOldNames(String domain) {
        return (tls, plainToo) -> new SrvDiscovery(new DnsSrv()).findWithOldNames(domain, tls);
    }
}
