package dev.tercet.embedded.fault;

/**
 * A fault that a server was given. Safe for threads.
 *
 * @since 0.1
 */
public interface LiveFault extends AutoCloseable {
    /** Which. */
    Fault fault();

    /** How often it struck so far; still to be asked when it was removed. */
    long struck();

    /** Removes it: answers that it kept silent come now, and slow ones in their time. Closing twice is harmless. */
    @Override
    void close();
}
