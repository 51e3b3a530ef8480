package dev.tercet.recipes.internal.stm;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.commit.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a refused commit brings for the next run.
 *
 * @param kvs the keys that were read, as they are now
 * @param revision when that is
 */
record Prefetch(Map<Bytes, Optional<KeyValue>> kvs, long revision) {
    static final Prefetch NONE = new Prefetch(Map.of(), 0);

    /** From the first results of a refusal, which are reads of these keys. */
    static Prefetch of(List<Bytes> keys, Verdict refused) {
        Map<Bytes, Optional<KeyValue>> kvs = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            kvs.put(keys.get(i), refused.result().get(i).first());
        }
        return new Prefetch(kvs, refused.revision());
    }
}
