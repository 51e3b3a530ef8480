package dev.tercet.cli.transfer;

import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What makes the store equal to a file. Both sides come by key and are walked side by side, so that neither is ever held whole. */
final class Difference {
    private Difference() {}

    /** Whether a key of the file is in the store as the file has it. */
    interface Sameness {
        boolean test(Entry wanted, KeyValue there);
    }

    /** Takes the changes, by key. Their revisions are those that the difference was computed against. */
    interface Changes {
        /** To be put: not there, or not the same. Its {@code modRevision} is the store's, 0 if the key is not there. */
        void update(Entry entry);

        /** In the store alone. */
        void lacking(KeyValue there);
    }

    /**
     * Walks both sides.
     *
     * @param wanted sorted by key, no key twice
     * @param there sorted by key
     */
    static void walk(Iterator<Entry> wanted, Iterator<KeyValue> there, Sameness same, Changes changes) {
        Entry file = next(wanted);
        KeyValue store = next(there);
        while (file != null || store != null) {
            int order = file == null ? 1 : store == null ? -1 : file.key().compareTo(store.key());
            if (file != null && order < 0) {
                changes.update(seen(file, 0));
                file = next(wanted);
            } else if (store != null && order > 0) {
                changes.lacking(store);
                store = next(there);
            } else if (file != null && store != null) {
                if (!same.test(file, store)) {
                    changes.update(seen(file, store.modRevision()));
                }
                file = next(wanted);
                store = next(there);
            }
        }
    }

    private static Entry seen(Entry file, long modRevision) {
        return new Entry(file.key(), file.value(), 0, modRevision, 0, file.lease(), file.remaining());
    }

    private static <T> @Nullable T next(Iterator<T> from) {
        return from.hasNext() ? from.next() : null;
    }
}
