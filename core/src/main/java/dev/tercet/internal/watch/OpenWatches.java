package dev.tercet.internal.watch;

import dev.tercet.error.EtcdException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open watches of a client, so that closing it ends them all: those too that have no stream at the moment, because they are
 * parked, or pause before the next attempt.
 */
public final class OpenWatches {
    private final Set<WatchRunner> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EtcdException closed;

    /** Ends every watch with this, and every one to come. */
    public void closeAll(EtcdException cause) {
        closed = cause;
        open.forEach(watch -> watch.end(cause));
    }

    void add(WatchRunner watch) {
        open.add(watch);
        EtcdException cause = closed;
        if (cause != null) {
            watch.end(cause);
        }
    }

    void remove(WatchRunner watch) {
        open.remove(watch);
    }
}
