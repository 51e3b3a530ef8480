package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What of a file is wanted in the store, and under which names.
 *
 * @param prefix other keys are left out; they have their new names by then
 * @param rewrites of those that concern a key the first holds
 * @param leases whether keys hang on leases again
 * @param repeated is told of each that does not count, since its key stands there again
 */
record Intake(Bytes prefix, List<KeyRewrite> rewrites, boolean leases, Consumer<Bytes> repeated) {
    /** Reads all of it. */
    void read(EntryReader file, String name, Sorter into) {
        read(file, name, into, count -> {});
    }

    /**
     * Reads all of it, so that what makes no sense is known before anything is changed.
     *
     * @param progress is told how many there were until now
     */
    void read(EntryReader file, String name, Sorter into, LongConsumer progress) {
        long count = 0;
        for (Entry entry = file.next(); entry != null; entry = file.next()) {
            Bytes key = rewritten(entry.key());
            if (key.isEmpty()) {
                throw CommandException.badInput(name + ", line " + file.line() + ": the key is empty"
                        + (entry.key().isEmpty() ? "" : " once it is rewritten") + ", and etcd has no such key.");
            }
            if (key.startsWith(prefix)) {
                into.add(wanted(entry, key));
            }
            progress.accept(++count);
        }
    }

    private Entry wanted(Entry entry, Bytes key) {
        if (!leases || entry.lease() == 0) {
            return Entry.of(key, entry.value());
        }
        if (entry.remaining() == null) {
            throw CommandException.badInput("the file does not say what is left of the lease of key " + key
                    + ": leave out --with-leases, and the key becomes a permanent one.");
        }
        return new Entry(key, entry.value(), 0, 0, 0, entry.lease(), entry.remaining());
    }

    private Bytes rewritten(Bytes key) {
        for (KeyRewrite rewrite : rewrites) {
            if (rewrite.concerns(key)) {
                return rewrite.apply(key);
            }
        }
        return key;
    }

    /** A key that stands in the file twice counts as it stands there last; but two keys must not become one. */
    void twice(Entry dropped) {
        if (!rewrites.isEmpty()) {
            throw CommandException.badInput("two keys of the file are to be " + dropped.key()
                    + ": with --rewrite every key must be there once.");
        }
        repeated.accept(dropped.key());
    }
}
