package dev.tercet.cli.transfer;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Of sorted entries with the same key the last alone, as in files where a key stands twice. */
final class LastOfEach implements Iterator<Entry> {
    private final Iterator<Entry> sorted;
    private final Consumer<Entry> dropped;
    private @Nullable Entry ahead;

    /**
     * Of these.
     *
     * @param dropped is told of the others
     */
    LastOfEach(Iterator<Entry> sorted, Consumer<Entry> dropped) {
        this.sorted = sorted;
        this.dropped = dropped;
        this.ahead = pull();
    }

    private @Nullable Entry pull() {
        return sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Entry next() {
        Entry now = ahead;
        if (now == null) {
            throw new NoSuchElementException();
        }
        Entry next = pull();
        while (next != null && next.key().equals(now.key())) {
            dropped.accept(now);
            now = next;
            next = pull();
        }
        ahead = next;
        return now;
    }
}
