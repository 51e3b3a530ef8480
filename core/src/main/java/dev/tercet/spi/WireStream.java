package dev.tercet.spi;

/**
 * A stream under way.
 *
 * @since 0.1
 */
public interface WireStream {
    /**
     * Allows {@code messages} more to be delivered; one is allowed from the start. Watches are delivered without being asked for:
     * there are many on one connection, and none may hold up the others.
     */
    void request(int messages);

    /** For a watch: asks the server for a progress mark. For other streams, nothing. */
    void requestProgress();

    /** Gives it up, also at the server. The end still comes. */
    void cancel();
}
