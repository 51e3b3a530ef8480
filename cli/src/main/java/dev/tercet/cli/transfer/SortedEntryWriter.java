package dev.tercet.cli.transfer;

import java.util.Comparator;
import java.util.Iterator;

/** Writes entries by the texts of their keys, whatever order they come in: etcd's order of keys is not that of their Base64. */
final class SortedEntryWriter implements EntryWriter {
    private static final long ROOM = 8L << 20;

    private final EntryWriter to;
    private final Sorter sorter;

    SortedEntryWriter(EntryWriter to, Types types) {
        this.to = to;
        this.sorter = new Sorter(ROOM, Comparator.comparing(entry -> types.key(entry.key()), CodePoints.ORDER));
    }

    @Override
    public void write(Entry entry) {
        sorter.add(entry);
    }

    @Override
    public void finish() {
        try (sorter) {
            for (Iterator<Entry> left = sorter.sorted(); left.hasNext(); ) {
                to.write(left.next());
            }
            to.finish();
        }
    }
}
