package dev.tercet.internal.watch;

import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.stream.LongStream;

/** A store whose history is plain to see: of three revisions one changes two keys, one changes one, and one is about other keys. */
final class WatchedStore {
    static final long FIRST = 10;
    private static final List<String> KEYS = List.of("k1", "k2");

    private long revision = FIRST;
    private long compacted;

    long revision() {
        return revision;
    }

    long compacted() {
        return compacted;
    }

    void write() {
        revision++;
    }

    void compact() {
        compacted = revision;
    }

    List<WatchEvent> at(long at) {
        long keys = at > revision ? 0 : (3 - at % 3) % 3;
        return KEYS.stream().limit(keys).map(key -> Samples.put(key, at)).toList();
    }

    /** The first revision from this on that changed something; one more than there are if none did. */
    long next(long from) {
        return LongStream.rangeClosed(from, revision)
                .filter(at -> !at(at).isEmpty())
                .findFirst()
                .orElse(Math.max(from, revision + 1));
    }

    /** Whether nothing was changed from one revision up to another, both included. */
    boolean isQuiet(long from, long to) {
        return LongStream.rangeClosed(from, to).allMatch(at -> at(at).isEmpty());
    }

    /** One key a page. */
    GetResult page(boolean last, long at) {
        KeyValue kv = Samples.kv(KEYS.get(last ? 1 : 0), at);
        return new GetResult(Samples.header(at), List.of(kv), !last, last ? 1 : 2);
    }
}
