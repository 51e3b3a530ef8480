package dev.tercet.spi;

import java.time.Duration;

/**
 * How to connect.
 *
 * @param tls for {@code https} endpoints
 * @param connectTimeout how long a TCP and TLS handshake may take before a new attempt is begun
 * @param keepAliveTime how long a connection with calls on it, or a stream where connections cannot be probed, may be silent before
 *     it is probed; at least 5 s, or etcd ends it
 * @param keepAliveTimeout how long the probe's answer may take
 * @param maxInboundBytes the largest message that is accepted
 * @param timer for what takes too long
 * @since 0.1
 */
public record TransportSettings(
        TlsMaterial tls,
        Duration connectTimeout,
        Duration keepAliveTime,
        Duration keepAliveTimeout,
        int maxInboundBytes,
        TransportTimer timer) {}
