package dev.tercet.internal.schedule;

/** The time of one client, and the end of it. As it comes it is a {@link Wheel}; a simulation has one that it moves itself. */
public interface ClientTimer extends Scheduler, AutoCloseable {
    /** A number that no other client's has: threads are called by it. */
    int number();

    /** Runs what still waits, and ends. */
    @Override
    void close();

    /** Waits for its thread to end, unless there is none or it is the one that asks. */
    void join(long millis) throws InterruptedException;
}
