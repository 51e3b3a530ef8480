package dev.tercet.spi.engine;

import dev.tercet.spi.Rpc;
import dev.tercet.spi.TransportProvider;

/**
 * What an engine needs to know of the dialect that is spoken over it.
 *
 * @param <Q> the request of a probe
 * @param transport makes the way to each endpoint
 * @param probe the row of a call that tells whether an endpoint that was set aside is well again: any reply says so
 * @param question its request
 * @param plainBesideTls whether endpoints may say {@code http://} although TLS was set up, as where redirects lead to https
 * @param retries whether what failed may be tried again, here or at another endpoint; without, every call has one attempt
 * @param staying whether calls stay with one endpoint until that fails, and then with the next, as where a server answers reads
 *     from what it knows itself and another may not know yet what was written through it; else endpoints take turns
 * @since 0.1
 */
public record EngineChoice<Q>(
        TransportProvider transport,
        Rpc<Q, ?> probe,
        Q question,
        boolean plainBesideTls,
        boolean retries,
        boolean staying) {
    /** With retries, and endpoints that take turns. */
    public EngineChoice(TransportProvider transport, Rpc<Q, ?> probe, Q question, boolean plainBesideTls) {
        this(transport, probe, question, plainBesideTls, true, false);
    }
}
