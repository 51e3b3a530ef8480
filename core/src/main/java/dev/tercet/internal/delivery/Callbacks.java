package dev.tercet.internal.delivery;

import java.util.concurrent.Executor;

/** Where user code runs. */
public interface Callbacks {
    /** Completes a future, with the dependents that it has. */
    void complete(Runnable completion);

    /** Where listeners and subscribers are called. */
    Executor listeners();

    /** Threads that may wait. */
    Executor threads();
}
