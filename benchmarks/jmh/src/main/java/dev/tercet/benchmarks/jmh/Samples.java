package dev.tercet.benchmarks.jmh;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values that the benchmarks work with: keys of 16 bytes in key order, values of 100. */
public final class Samples {
    private Samples() {}

    /** A key. */
    public static Bytes key(int number) {
        return Bytes.of(String.format(Locale.ROOT, "keys/%011d", number));
    }

    /** A value. */
    public static Bytes value() {
        return Bytes.of("v".repeat(100));
    }

    /** A key with its value, as a revision left it, in one array as when it was read. */
    public static KeyValue kv(int number, long revision) {
        Bytes key = key(number);
        return KeyValue.wrap(key.plus(value()).toArray(), key.length(), 2, revision, 3, 0);
    }

    /** As many keys, in key order. */
    public static List<KeyValue> kvs(int count) {
        List<KeyValue> kvs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            kvs.add(kv(i, 1_000 + i));
        }
        return List.copyOf(kvs);
    }

    /** A put of a key. */
    public static WatchEvent put(int number, long revision) {
        return new WatchEvent(WatchEvent.Type.PUT, kv(number, revision), null);
    }
}
