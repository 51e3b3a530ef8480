package dev.tercet.spi;

/**
 * A call under way.
 *
 * @since 0.1
 */
public interface WireCall {
    /** Gives it up, also at the server. The failure still comes, unless the reply was faster. */
    void cancel();

    /** Whether any of it may have reached the server. */
    boolean hasLeft();
}
