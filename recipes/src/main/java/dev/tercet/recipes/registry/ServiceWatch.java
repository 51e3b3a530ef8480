package dev.tercet.recipes.registry;

import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;

/**
 * A watch of a service under way. It outlives connections, members and compactions: what was missed is made up for by exactly the
 * difference, in one change.
 *
 * @since 0.1
 */
public interface ServiceWatch extends AutoCloseable {
    /** The instances, as of the last change that was told or is being told. */
    ServiceList current();

    /**
     * When it has ended, and why: without a cause when it was closed. The exception of a listener is found here: it ends the watch.
     *
     * @return a new future that never completes exceptionally
     */
    CompletableFuture<WatchSignal.Ended> ended();

    /** Whether it goes on. */
    boolean isOpen();

    /** Ends it, also at the server; does not wait. A change that is being told may still come to its end. Closing twice is harmless. */
    @Override
    void close();
}
