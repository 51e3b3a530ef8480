package dev.tercet.recipes.internal.map;

import dev.tercet.AsyncKv;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Task;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one revision of the store.
 *
 * @param kv who reads
 * @param task whose steps they are
 * @param revision the revision
 */
record KeysAt(AsyncKv kv, Task task, long revision) {
    // Below the 128 that a server takes in one transaction.
    private static final int AT_ONCE = 100;

    /** Those of these keys that there are, a hundred in each round trip. */
    CompletableFuture<Map<Bytes, KeyValue>> read(Collection<Bytes> keys) {
        return more(List.copyOf(keys), 0, new HashMap<>());
    }

    private CompletableFuture<Map<Bytes, KeyValue>> more(List<Bytes> keys, int from, Map<Bytes, KeyValue> found) {
        if (from >= keys.size()) {
            return CompletableFuture.completedFuture(found);
        }
        int to = Math.min(keys.size(), from + AT_ONCE);
        List<Get> gets = keys.subList(from, to).stream()
                .map(key -> Get.of(key).atRevision(revision))
                .toList();
        return task.step(kv.txn(Txn.when().then(gets))).thenCompose(result -> {
            collect(result, gets.size(), found);
            return more(keys, to, found);
        });
    }

    private static void collect(TxnResult result, int gets, Map<Bytes, KeyValue> found) {
        for (int i = 0; i < gets; i++) {
            result.get(i).first().ifPresent(kv -> found.put(kv.key(), kv));
        }
    }

    /** All of a range, page by page; the next page is read when the one before is done with. */
    CompletableFuture<@Nullable Void> pages(
            KeyRange range, Function<List<KeyValue>, CompletableFuture<@Nullable Void>> page) {
        return task.step(kv.get(Get.of(range).limit(AT_ONCE).atRevision(revision)))
                .thenCompose(found -> page.apply(found.kvs()).thenCompose(done -> {
                    if (!found.more()) {
                        return CompletableFuture.<@Nullable Void>completedFuture(null);
                    }
                    Bytes last = found.kvs().get(found.kvs().size() - 1).key();
                    return pages(new KeyRange(last.next(), range.end()), page);
                }));
    }
}
