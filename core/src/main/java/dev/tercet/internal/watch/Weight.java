package dev.tercet.internal.watch;

import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signal counts in a buffer: its keys and values, and a round figure for the objects around them. Signals without data
 * count too, or a connection that flaps before a consumer who takes nothing would fill the memory with news of it.
 */
final class Weight {
    private static final long OBJECT = 64;

    private Weight() {}

    static long of(WatchSignal signal) {
        if (signal instanceof WatchSignal.Change change) {
            return OBJECT + of(change.events());
        } else if (signal instanceof WatchSignal.Resync resync) {
            long sum = OBJECT;
            for (KeyValue kv : resync.kvs()) {
                sum += of(kv);
            }
            return sum;
        }
        return OBJECT;
    }

    static long of(List<WatchEvent> events) {
        long sum = 0;
        for (WatchEvent event : events) {
            sum += OBJECT + of(event.kv()) + of(event.previousOrNull());
        }
        return sum;
    }

    private static long of(@Nullable KeyValue kv) {
        return kv == null ? 0 : OBJECT + kv.size();
    }
}
