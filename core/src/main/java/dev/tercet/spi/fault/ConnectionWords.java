package dev.tercet.spi.fault;

/**
 * What is wrong with a connection and what to do about it, to be said in a {@link dev.tercet.spi.WireFailure}, which names no endpoint:
 * the client adds that.
 *
 * @since 0.1
 */
public final class ConnectionWords {
    /** There is no address: a fault that may pass. */
    public static final String UNRESOLVED = "the host's name does not resolve";

    /** A verdict: it answered plain text in TLS. */
    public static final String SPEAKS_TLS = "the peer speaks TLS: its endpoint begins with https://";

    /** A verdict: it answered TLS in plain text. */
    public static final String SPEAKS_NO_TLS = "the peer speaks no TLS: its endpoint begins with http://";

    /** To be put behind that a peer closed a plain connection. A server that dies looks the same, so it is a hint and no verdict. */
    public static final String PERHAPS_TLS = "; if it speaks TLS, its endpoint begins with https://";

    /** The same where TLS was begun, with its hint. */
    public static final String CLOSED_IN_HANDSHAKE =
            "the peer closed the connection during the TLS handshake; if it speaks plain text, its endpoint begins with"
                    + " http://";

    private ConnectionWords() {}
}
