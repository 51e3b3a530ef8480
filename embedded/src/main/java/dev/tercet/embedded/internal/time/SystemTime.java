package dev.tercet.embedded.internal.time;

/** The machine's monotonic clock. What comes due runs on the server's thread. */
public final class SystemTime implements Time {
    private final Loop loop;

    /** Runs what comes due on this thread. */
    public SystemTime(Loop loop) {
        this.loop = loop;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long nanos, Runnable task) {
        return loop.after(nanos - System.nanoTime(), task);
    }
}
