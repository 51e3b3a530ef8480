package dev.tercet.spi;

import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * What a transport needs for TLS, in JSSE's terms. The managers read their files again when these change, so a transport may keep
 * them for as long as it lives.
 *
 * @since 0.1
 */
public interface TlsMaterial {
    /** What the client shows of itself; empty for nothing. */
    KeyManager[] keyManagers();

    /** What the client trusts; empty for what the JVM trusts. They verify host names too, when the engine asks for it. */
    TrustManager[] trustManagers();

    /** The name expected in the server's certificate, if not the endpoint's host. */
    Optional<String> serverName();

    /** Whether certificates are verified at all. */
    boolean isVerifying();
}
