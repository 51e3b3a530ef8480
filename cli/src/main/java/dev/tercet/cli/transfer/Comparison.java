package dev.tercet.cli.transfer;

import dev.tercet.Kv;
import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares a file with the store as it is at one revision.
 *
 * @param options what is wanted
 * @param types how the file is to be understood
 * @param progress is told how many keys of the store were looked at until now
 */
record Comparison(ImportOptions options, TransferOptions types, LongConsumer progress) {
    /** Walks through both. */
    void run(Kv kv, Sorter file, Intake intake, Plan plan) {
        Iterator<Entry> wanted = new LastOfEach(file.sorted(), intake::twice);
        Optional<KeyRange> range = range(file);
        Iterator<KeyValue> there = range.isEmpty()
                ? Collections.emptyIterator()
                : kv.scan(Get.of(range.get())).iterator();
        Difference.walk(wanted, looked(there), this::same, plan);
    }

    /** Without deletes it does not matter what else is there, so that a small file needs no look at all of a large store. */
    private Optional<KeyRange> range(Sorter file) {
        return options.noDelete ? file.span() : Optional.of(KeyRange.prefix(options.prefix()));
    }

    private Iterator<KeyValue> looked(Iterator<KeyValue> there) {
        boolean checked = isTyped() && !options.noDelete;
        StoreCheck check = new StoreCheck(new Types(types.keys(), types.values()));
        return new Iterator<>() {
            private long count;

            @Override
            public boolean hasNext() {
                return there.hasNext();
            }

            @Override
            public KeyValue next() {
                KeyValue next = there.next();
                progress.accept(++count);
                if (checked) {
                    check.check(next);
                }
                return next;
            }
        };
    }

    /** What is on a lease goes with it, so it is not the same as what stays. */
    private boolean same(Entry wanted, KeyValue there) {
        return (wanted.lease() == 0) == (there.lease() == 0) && sameValue(wanted.value(), there.value());
    }

    private boolean sameValue(Bytes wanted, Bytes there) {
        try {
            return wanted.equals(there) || (isTyped() && EntryFiles.same(types.values(), wanted, there));
        } catch (CommandException e) {
            // Only one of them is of the type: the file's.
            return false;
        }
    }

    private boolean isTyped() {
        return options.format != FileFormat.NDJSON;
    }
}
