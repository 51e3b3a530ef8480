package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.OpResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which items come first in a queue, and how one makes sure that they still do. */
interface Head {
    /** How many keys are read at a time. */
    int PAGE = 100;

    /** Reads them. */
    List<Get> reads();

    /** What was read; null if it has to be read again. */
    @Nullable
    Page<Bytes> page(List<OpResult> results, long revision);

    /** Holds if these, of which the last is compared to be there, are what comes first of what was not taken. */
    List<Compare> first(Page<Bytes> known, List<Bytes> block);

    /** Everything up to this item was taken. */
    void taken(Bytes last);

    /** Where an item is put back. */
    Bytes putBack(Bytes item);

    /** By number: nothing comes before what was there once, except what is put back, which is kept apart. */
    final class ByNumber implements Head {
        private final QueueKeys keys;
        // What was taken stays in the server's index until it is compacted; reading from here on saves it from going
        // through all of it.
        private Bytes cursor = Bytes.EMPTY;
        private long last;

        ByNumber(QueueKeys keys) {
            this.keys = keys;
        }

        @Override
        public List<Get> reads() {
            return List.of(
                    Get.of(keys.back()).limit(PAGE).keysOnly(),
                    Get.of(keys.front(cursor)).limit(PAGE).keysOnly());
        }

        @Override
        public @Nullable Page<Bytes> page(List<OpResult> results, long revision) {
            if (revision < last) {
                // The store was restored from a backup, in which items that were taken since are back.
                cursor = Bytes.EMPTY;
                last = revision;
                return null;
            }
            last = revision;
            List<Bytes> found = new ArrayList<>();
            results.forEach(result -> ((GetResult) result).kvs().forEach(kv -> found.add(kv.key())));
            return new Page<>(found, revision);
        }

        @Override
        public List<Compare> first(Page<Bytes> known, List<Bytes> block) {
            return List.of();
        }

        @Override
        public void taken(Bytes item) {
            if (!keys.isBack(item)) {
                cursor = item.next();
            }
        }

        @Override
        public Bytes putBack(Bytes item) {
            return keys.putBack(item);
        }
    }

    /** By priority, and by number among equals: a more urgent one may come before all that is known. */
    final class ByPriority implements Head {
        private final QueueKeys keys;

        ByPriority(QueueKeys keys) {
            this.keys = keys;
        }

        @Override
        public List<Get> reads() {
            return List.of(Get.of(keys.all()).limit(PAGE).keysOnly());
        }

        @Override
        public Page<Bytes> page(List<OpResult> results, long revision) {
            List<Bytes> found = new ArrayList<>();
            ((GetResult) results.get(0)).kvs().forEach(kv -> found.add(kv.key()));
            return new Page<>(found, revision);
        }

        @Override
        public List<Compare> first(Page<Bytes> known, List<Bytes> block) {
            // Nothing up to the last of them is newer than what we know. Holds for a range without any key, too.
            Bytes end = block.get(block.size() - 1).next();
            return List.of(
                    Compare.createRevision(KeyRange.between(keys.items(), end)).lessThan(known.revision() + 1));
        }

        @Override
        public void taken(Bytes last) {}

        @Override
        public Bytes putBack(Bytes item) {
            return item;
        }
    }
}
