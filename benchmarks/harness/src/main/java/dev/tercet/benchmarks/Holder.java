package dev.tercet.benchmarks;

/** One client's part in a lock that others want too, on a session of its own. Its calls are made one after another, by any thread. */
public interface Holder extends Recipe {
    /** Waits for the lock. */
    void acquire() throws Exception;

    /** Gives it back. */
    void release() throws Exception;

    @Override
    default void once() throws Exception {
        acquire();
        release();
    }
}
