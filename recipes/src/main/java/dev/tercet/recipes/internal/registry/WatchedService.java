package dev.tercet.recipes.internal.registry;

import dev.tercet.kv.GetResult;
import dev.tercet.recipes.registry.ServiceChange;
import dev.tercet.recipes.registry.ServiceList;
import dev.tercet.recipes.registry.ServiceWatch;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A service that is watched: the list first, then what the watch behind it says.
 *
 * <p>Threads: the watch hands out its signals one at a time, and they alone touch the table; anybody may look at the last list.
 */
final class WatchedService implements ServiceWatch {
    private final Watch watch;
    private final Telling telling;

    WatchedService(Watch watch, Telling telling) {
        this.watch = watch;
        this.telling = telling;
    }

    @Override
    public ServiceList current() {
        return telling.current;
    }

    @Override
    public CompletableFuture<WatchSignal.Ended> ended() {
        return watch.ended();
    }

    @Override
    public boolean isOpen() {
        return watch.isOpen();
    }

    @Override
    public void close() {
        watch.close();
    }

    @Override
    public String toString() {
        return "watch of service " + current().service();
    }

    /** What the listener is told, made of what the watch says. */
    static final class Telling implements Consumer<WatchSignal> {
        private final ServiceTable table;
        private final Consumer<? super ServiceChange> listener;
        private final ServiceChange first;
        private volatile ServiceList current;

        Telling(ServiceTable table, GetResult list, Consumer<? super ServiceChange> listener) {
            this.table = table;
            this.listener = listener;
            this.first = table.list(list.kvs(), list.revision());
            this.current = first.now();
        }

        @Override
        public void accept(WatchSignal signal) {
            if (signal instanceof WatchSignal.Started) {
                // Told as a signal, so that a listener that throws at its first change ends the watch as one that does
                // so later.
                listener.accept(first);
            } else if (signal instanceof WatchSignal.Change change) {
                tell(table.apply(change.events(), change.revision()));
            } else if (signal instanceof WatchSignal.Resync resync) {
                tell(table.list(resync.kvs(), resync.revision()));
            }
        }

        private void tell(ServiceChange change) {
            current = change.now();
            if (!change.put().isEmpty() || !change.gone().isEmpty()) {
                listener.accept(change);
            }
        }
    }
}
