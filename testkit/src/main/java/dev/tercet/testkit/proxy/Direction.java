package dev.tercet.testkit.proxy;

/**
 * A way through the proxy.
 *
 * @since 0.1
 */
public enum Direction {
    /** From the client, to the server. */
    TO_SERVER,
    /** From the server, to the client. */
    TO_CLIENT
}
