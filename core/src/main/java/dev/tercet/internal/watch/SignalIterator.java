package dev.tercet.internal.watch;

import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.watch.WatchSignal;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Signals in a loop. Not safe for several threads; each takes an iterator of its own. */
final class SignalIterator implements Iterator<WatchSignal> {
    private final WatchRunner watch;
    private @Nullable WatchSignal upcoming;

    SignalIterator(WatchRunner watch) {
        this.watch = watch;
    }

    @Override
    public boolean hasNext() {
        if (upcoming == null) {
            upcoming = await(watch, WatchBuffer.forever());
        }
        return upcoming != null;
    }

    @Override
    public WatchSignal next() {
        WatchSignal signal = hasNext() ? upcoming : null;
        if (signal == null) {
            throw new NoSuchElementException("the watch has ended");
        }
        upcoming = null;
        return signal;
    }

    /** The next signal, or null after that long, and at once when the last has been taken. */
    static @Nullable WatchSignal await(WatchRunner watch, long nanos) {
        if (nanos > 0 && InPlaceCallbacks.isRunning()) {
            throw new IllegalStateException(watch.request() + ": not waited for, since it would be on the thread that"
                    + " brings it: in a callback on the I/O thread, use a listener");
        }
        try {
            return watch.buffer().await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WatchErrors.interrupted(watch.request(), e);
        }
    }
}
