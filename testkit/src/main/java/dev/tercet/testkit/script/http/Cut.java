package dev.tercet.testkit.script.http;

/**
 * How a connection ends.
 *
 * @since 0.1
 */
public enum Cut {
    /** In order, as TCP sees it: a server or proxy that was told to stop, or that knows no better. */
    FIN,
    /** At once: a process that was killed, or a proxy that gave up. */
    RST
}
