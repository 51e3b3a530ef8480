package dev.tercet.cli.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries set aside in the order they come: a few in memory, more in a file. */
final class Spool implements Iterable<Entry>, AutoCloseable {
    private static final long OBJECTS = 200;

    private final long room;
    private List<Entry> kept = new ArrayList<>();
    private long weight;
    private long count;
    private @Nullable SpoolFile file;

    /**
     * An empty one.
     *
     * @param room how much memory it may take, in bytes
     */
    Spool(long room) {
        this.room = room;
    }

    void add(Entry entry) {
        count++;
        if (file != null) {
            file.append(entry);
            return;
        }
        kept.add(entry);
        weight += weight(entry);
        if (weight > room) {
            SpoolFile larger = new SpoolFile();
            file = larger;
            kept.forEach(larger::append);
            kept = List.of();
        }
    }

    /** What an entry takes of the heap, about. */
    static long weight(Entry entry) {
        return OBJECTS + entry.key().length() + entry.value().length();
    }

    /** How many there are. */
    long count() {
        return count;
    }

    @Override
    public Iterator<Entry> iterator() {
        return file == null ? Collections.unmodifiableList(kept).iterator() : file.read(0, file.end());
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
