package dev.tercet.gateway.internal.http;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything where it is given, and remembers the client's selector thread when it is that.
 *
 * <p>Threads: any.
 */
final class DirectExecutor implements Executor {
    private volatile @Nullable Thread selector;

    @Override
    public void execute(Runnable task) {
        if (selector == null && isSelector(Thread.currentThread())) {
            selector = Thread.currentThread();
        }
        task.run();
    }

    // java.net.http has no other way to tell it apart.
    private static boolean isSelector(Thread thread) {
        return thread.getClass().getName().endsWith("$SelectorManager");
    }

    /** The client's selector thread; null if nothing came of it yet. */
    @Nullable
    Thread selector() {
        return selector;
    }
}
