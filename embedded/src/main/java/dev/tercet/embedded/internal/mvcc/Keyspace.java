package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All keys with their histories: one by hash, many by their order. A revision of 0 is now, with what is being written. */
final class Keyspace {
    private final Map<ByteString, History> histories = new HashMap<>();
    private final Index index = new Index();

    @Nullable
    History find(ByteString key) {
        return histories.get(key);
    }

    History findOrAdd(ByteString key) {
        History history = histories.get(key);
        if (history == null) {
            history = new History(key);
            histories.put(history.key, history);
            index.add(history);
        }
        return history;
    }

    void remove(History history) {
        index.remove(history);
        histories.remove(history.key);
    }

    @Nullable
    KeyValue get(ByteString key, long revision) {
        History history = histories.get(key);
        return history == null ? null : at(history, revision);
    }

    Slice range(KeyInterval interval, long revision, long limit) {
        if (interval.isSingle()) {
            KeyValue kv = get(interval.key(), revision);
            return kv == null ? Slice.EMPTY : new Slice(List.of(kv), 1);
        }
        long wanted = limit == 0 ? Long.MAX_VALUE : limit;
        List<KeyValue> kvs = new ArrayList<>();
        index.visit(interval, history -> {
            KeyValue kv = at(history, revision);
            if (kv != null) {
                kvs.add(kv);
            }
            return kvs.size() < wanted;
        });
        return new Slice(kvs, kvs.size() < wanted ? kvs.size() : count(interval, revision));
    }

    long count(KeyInterval interval, long revision) {
        if (interval.isSingle()) {
            return get(interval.key(), revision) == null ? 0 : 1;
        }
        if (revision == 0) {
            return index.live(interval);
        }
        long[] count = new long[1];
        index.visit(interval, history -> {
            count[0] += history.at(revision) == null ? 0 : 1;
            return true;
        });
        return count[0];
    }

    private static @Nullable KeyValue at(History history, long revision) {
        return revision == 0 ? history.now() : history.at(revision);
    }
}
