package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;

/** All that an import is about to change, set aside so that it is known before anything is changed. */
final class Plan implements AutoCloseable {
    private final Spool updates;
    private final Spool deletes;
    private final boolean deleting;

    /**
     * An empty one.
     *
     * @param room how much memory it may take, in bytes
     * @param deleting whether keys that the file lacks are to go
     */
    Plan(long room, boolean deleting) {
        this.updates = new Spool(room / 2);
        this.deletes = new Spool(room / 2);
        this.deleting = deleting;
    }

    /**
     * To be put: not in the store, or not the same there.
     *
     * @param modRevision the store's, 0 if the key is not there
     */
    void update(Entry entry, long modRevision) {
        updates.add(new Entry(entry.key(), entry.value(), 0, modRevision, 0, entry.lease(), entry.remaining()));
    }

    /** In the store alone. */
    void lacking(KeyValue there) {
        if (deleting) {
            deletes.add(new Entry(there.key(), Bytes.EMPTY, 0, there.modRevision(), 0, 0, null));
        }
    }

    Spool updates() {
        return updates;
    }

    Spool deletes() {
        return deletes;
    }

    long count() {
        return updates.count() + deletes.count();
    }

    /** Puts first: whoever reads while it goes on, or after it was cut short, finds too much rather than too little. */
    Iterator<Change> changes() {
        Iterator<Entry> puts = updates.iterator();
        Iterator<Entry> rest = deletes.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return puts.hasNext() || rest.hasNext();
            }

            @Override
            public Change next() {
                return puts.hasNext() ? new Change(puts.next(), false) : new Change(rest.next(), true);
            }
        };
    }

    @Override
    public void close() {
        try (updates) {
            deletes.close();
        }
    }
}
