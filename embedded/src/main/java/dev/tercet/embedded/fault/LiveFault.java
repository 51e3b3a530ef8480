package dev.tercet.embedded.fault;

/**
 * A fault that a server was given.
 *
 * @since 0.1
 */
public interface LiveFault extends AutoCloseable {
    /** Which. */
    Fault fault();

    /** How often it struck so far. */
    long count();

    /** Removes it: answers that it held back come now. Closing twice is harmless. */
    @Override
    void close();
}
