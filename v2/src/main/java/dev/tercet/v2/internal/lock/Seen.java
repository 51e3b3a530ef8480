package dev.tercet.v2.internal.lock;

import dev.tercet.v2.key.EtcdResult;
import java.util.List;
import java.util.Optional;

/**
 * A queue as it was when it was read.
 *
 * @param entries first come first
 * @param index the store's index then; 0 if it was not said
 */
record Seen(List<Entry> entries, long index) {
    Seen {
        entries = List.copyOf(entries);
    }

    static Seen of(EtcdResult directory) {
        List<Entry> entries = directory.children().stream()
                .filter(Entry::is)
                .map(Entry::of)
                .sorted(Entry.IN_ORDER)
                .toList();
        return new Seen(entries, directory.etcdIndex());
    }

    /** Whoever has what is queued for. */
    Optional<Entry> first() {
        return entries.stream().findFirst();
    }

    /** The first that has this text. */
    Optional<Entry> with(String text) {
        return entries.stream().filter(entry -> entry.text().equals(text)).findFirst();
    }

    /**
     * From where to watch an entry, so that nothing after this reading is missed: from the reading on, since a server remembers a
     * thousand events only, and the entry may not have been changed for longer.
     */
    long after(Entry entry) {
        return Math.max(index, entry.modifiedIndex()) + 1;
    }
}
