package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings entries into order, that of their keys unless said otherwise, however many there are, in bounded memory: what does not fit is sorted piece by piece into a file, and
 * the pieces are merged when they are read. A piece that only continues the one before is one with it, so that what comes in order is
 * read once, straight through.
 */
final class Sorter implements AutoCloseable {
    private static final Comparator<Entry> BY_KEY = Comparator.comparing(Entry::key);

    private static final int LEAST_BUFFER = 512;

    private final long room;
    private final Comparator<Entry> order;
    private final List<Run> runs = new ArrayList<>();
    private final List<Entry> waiting = new ArrayList<>();
    private long weight;
    private @Nullable Entry spilled;
    private @Nullable SpoolFile file;
    private @Nullable Bytes least;
    private @Nullable Bytes greatest;

    /**
     * An empty one.
     *
     * @param room how much memory entries may take, in bytes
     */
    Sorter(long room) {
        this(room, BY_KEY);
    }

    /**
     * An empty one of another order.
     *
     * @param room how much memory entries may take, in bytes
     */
    Sorter(long room, Comparator<Entry> order) {
        this.room = room;
        this.order = order;
    }

    void add(Entry entry) {
        Bytes key = entry.key();
        least = least == null || key.compareTo(least) < 0 ? key : least;
        greatest = greatest == null || key.compareTo(greatest) > 0 ? key : greatest;
        waiting.add(entry);
        weight += Spool.weight(entry);
        if (weight > room) {
            spill();
        }
    }

    private void spill() {
        SpoolFile to = file == null ? new SpoolFile() : file;
        file = to;
        waiting.sort(order);
        long from = to.end();
        waiting.forEach(to::append);
        Entry first = waiting.get(0);
        if (spilled != null && order.compare(spilled, first) <= 0) {
            int before = runs.size() - 1;
            runs.set(before, new Run(runs.get(before).from, to.end()));
        } else {
            runs.add(new Run(from, to.end()));
        }
        spilled = waiting.get(waiting.size() - 1);
        waiting.clear();
        weight = 0;
    }

    /** From the first key to the last, if there is any. */
    Optional<KeyRange> span() {
        return least == null || greatest == null
                ? Optional.empty()
                : Optional.of(KeyRange.between(least, greatest.next()));
    }

    /** All of them in order, those that are equal in it in the order they came. */
    Iterator<Entry> sorted() {
        waiting.sort(order);
        List<Iterator<Entry>> pieces = new ArrayList<>();
        if (file != null) {
            // However many pieces there are, reading them takes no more memory than the entries did.
            int buffer = (int) Math.min(SpoolFile.BUFFER, Math.max(LEAST_BUFFER, room / runs.size()));
            for (Run run : runs) {
                pieces.add(file.read(run.from, run.to, buffer));
            }
        }
        pieces.add(waiting.iterator());
        return pieces.size() == 1 ? pieces.get(0) : new Merge(pieces, order);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }

    /** A sorted piece of the file. */
    private record Run(long from, long to) {}

    private record Head(Entry entry, int piece) {}

    private static final class Merge implements Iterator<Entry> {
        private final List<Iterator<Entry>> pieces;
        private final PriorityQueue<Head> heads;

        Merge(List<Iterator<Entry>> pieces, Comparator<Entry> order) {
            this.pieces = pieces;
            this.heads =
                    new PriorityQueue<>(Comparator.comparing(Head::entry, order).thenComparingInt(Head::piece));
            for (int i = 0; i < pieces.size(); i++) {
                pull(i);
            }
        }

        private void pull(int piece) {
            Iterator<Entry> entries = pieces.get(piece);
            if (entries.hasNext()) {
                heads.add(new Head(entries.next(), piece));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Entry next() {
            Head head = heads.poll();
            if (head == null) {
                throw new NoSuchElementException();
            }
            pull(head.piece);
            return head.entry;
        }
    }
}
