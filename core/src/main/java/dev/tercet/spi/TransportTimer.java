package dev.tercet.spi;

/**
 * The client's timer, lent to its transports so that none needs a thread of its own for what takes too long.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TransportTimer {
    /**
     * Runs a task once, no sooner than after this time. It runs on the timer's thread: short, and without waiting. When the client
     * closes, after its transports have, what still waits runs at once.
     *
     * @return calls the task off; harmless when it has run
     */
    Runnable schedule(long delayNanos, Runnable task);
}
