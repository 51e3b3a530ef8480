package dev.tercet.internal.watch;

import dev.tercet.watch.WatchSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer has taken out of the buffer and not used yet: all that came together, so that a message of a thousand revisions
 * is one turn at the lock. It counts in the buffer until all of it has been used.
 *
 * <p>Threads: one at a time, each seeing what the one before did. A buffer that is read like this is not read in a loop as well.
 */
final class Handful {
    private final WatchBuffer buffer;
    private List<WatchEffect.Deliver> items = List.of();
    private int at;
    private long used;

    Handful(WatchBuffer buffer) {
        this.buffer = buffer;
    }

    /** The next signal, or null if there is none now. */
    @Nullable
    WatchSignal next() {
        // Whoever closes a watch is told nothing more, except that it has ended.
        if (at == items.size() || buffer.isDropped()) {
            items = buffer.takeTogether(used);
            at = 0;
            used = 0;
            if (items.isEmpty()) {
                return null;
            }
        }
        WatchEffect.Deliver item = items.get(at++);
        used += item.weight();
        return item.signal();
    }
}
