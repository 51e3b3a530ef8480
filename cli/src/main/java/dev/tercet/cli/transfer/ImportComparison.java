package dev.tercet.cli.transfer;

import dev.tercet.Kv;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares a file with the store as it is at one revision.
 *
 * @param options what is wanted
 * @param types how the file is to be understood
 * @param progress is told how many keys of the store were looked at until now
 */
record ImportComparison(ImportOptions options, Types types, LongConsumer progress) {
    /** Walks through both. */
    void run(Kv kv, Sorter file, Intake intake, Plan plan) {
        Iterator<Entry> wanted = new LastOfEach(file.sorted(), intake::twice);
        Optional<KeyRange> range = range(file);
        Iterator<KeyValue> there = range.isEmpty()
                ? Collections.emptyIterator()
                : kv.scan(Get.of(range.get())).iterator();
        compare(wanted, counted(there), plan);
    }

    /** Both are sorted by key, no key twice. The plan has the revisions that it was made of. */
    void compare(Iterator<Entry> wanted, Iterator<KeyValue> there, Plan plan) {
        new SideBySide<>(wanted, Entry::key, there, KeyValue::key).forEachRemaining(pair -> {
            Entry file = pair.left();
            KeyValue store = pair.right();
            if (file == null) {
                check(Objects.requireNonNull(store));
                plan.lacking(store);
            } else if (store == null || !same(file, store)) {
                plan.update(file, store == null ? 0 : store.modRevision());
            }
        });
    }

    /** Without deletes it does not matter what else is there, so that a small file needs no look at all of a large store. */
    private Optional<KeyRange> range(Sorter file) {
        return options.noDelete ? file.span() : Optional.of(KeyRange.prefix(options.prefix()));
    }

    private Iterator<KeyValue> counted(Iterator<KeyValue> there) {
        return new Iterator<>() {
            private long count;

            @Override
            public boolean hasNext() {
                return there.hasNext();
            }

            @Override
            public KeyValue next() {
                progress.accept(++count);
                return there.next();
            }
        };
    }

    /** What is on a lease goes with it, so it is not the same as what stays. */
    private boolean same(Entry wanted, KeyValue there) {
        return sameValue(wanted.value(), there) && (wanted.lease() == 0) == (there.lease() == 0);
    }

    private boolean sameValue(Bytes wanted, KeyValue there) {
        if (wanted.equals(there.value())) {
            // What is the file's own fits: nothing in the store is parsed that is as it should be.
            return true;
        }
        check(there);
        return types.same(wanted, there.value());
    }

    private void check(KeyValue there) {
        if (options.format != FileFormat.NDJSON && !options.noDelete) {
            new StoreCheck(types).check(there);
        }
    }
}
