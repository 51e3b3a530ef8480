package dev.tercet.cli.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Cuts changes into transactions that the server takes: so many operations and so many bytes at most. */
final class Batches implements Iterator<Batch> {
    private final Iterator<Change> changes;
    private final int operations;
    private final long bytes;
    private int number;
    private @Nullable Change ahead;

    Batches(Iterator<Change> changes, int operations, long bytes) {
        this.changes = changes;
        this.operations = operations;
        this.bytes = bytes;
        this.ahead = pull();
    }

    private @Nullable Change pull() {
        return changes.hasNext() ? changes.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    /** One that is too large by itself comes alone, for the server to judge. */
    @Override
    public Batch next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        List<Change> taken = new ArrayList<>();
        long size = 0;
        Change next = ahead;
        while (next != null && taken.size() < operations && (taken.isEmpty() || size + next.size() <= bytes)) {
            taken.add(next);
            size += next.size();
            next = pull();
        }
        ahead = next;
        return new Batch(++number, taken);
    }

    /** How many there are left. */
    int count() {
        int left = 0;
        while (hasNext()) {
            next();
            left++;
        }
        return left;
    }
}
