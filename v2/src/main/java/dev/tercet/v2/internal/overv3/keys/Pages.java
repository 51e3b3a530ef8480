package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Ranges of any size, read page by page at one revision. */
final class Pages {
    // Enough for speed, and little beside what servers and connections can take.
    private static final long BYTES = 4 << 20;

    private Pages() {}

    /** What was read. */
    record Page(long revision, List<KeyValue> kvs) {}

    /** All keys of a range. */
    static CompletableFuture<Page> all(Store store, KeyRange range) {
        Get first = Get.of(range).limit(SceneAsk.PAGE);
        return store.get(first)
                .thenCompose(page -> rest(
                        store,
                        first.atRevision(page.revision()),
                        page.more(),
                        new ArrayList<>(page.kvs()),
                        Bytes::next));
    }

    /**
     * The rest of a range of which some was read.
     *
     * @param get the whole, at the revision of what was read
     * @param kvs what was read, which gets the rest
     * @param skip from the last key that was read to the first that is wanted next
     */
    static CompletableFuture<Page> rest(
            Store store, Get get, boolean more, List<KeyValue> kvs, UnaryOperator<Bytes> skip) {
        if (!more) {
            return CompletableFuture.completedFuture(new Page(get.revision(), kvs));
        }
        Bytes from = skip.apply(kvs.get(kvs.size() - 1).key());
        Bytes end = get.range().end();
        if (!get.range().isUnbounded() && from.compareTo(end) >= 0) {
            return CompletableFuture.completedFuture(new Page(get.revision(), kvs));
        }
        CompletableFuture<GetResult> next =
                store.get(get.withRange(new KeyRange(from, end)).limit(size(kvs)));
        return next.thenCompose(page -> {
            kvs.addAll(page.kvs());
            return rest(store, get, page.more(), kvs, skip);
        });
    }

    // By the size of the last few, which speak for the next.
    private static long size(List<KeyValue> kvs) {
        List<KeyValue> last = kvs.subList(Math.max(0, kvs.size() - 100), kvs.size());
        long bytes = last.stream()
                .mapToLong(key -> key.key().length() + key.value().length() + 32)
                .sum();
        return Math.max(1, Math.min(10_000, BYTES * last.size() / bytes));
    }
}
