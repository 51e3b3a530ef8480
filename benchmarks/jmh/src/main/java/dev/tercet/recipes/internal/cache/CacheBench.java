package dev.tercet.recipes.internal.cache;

import dev.tercet.benchmarks.jmh.Samples;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A cache of ten thousand keys, less the watch that feeds it. */
@State(Scope.Thread)
public class CacheBench {
    private static final int KEYS = 10_000;

    /** From key to key in no order that a processor could guess. */
    private static final int STRIDE = 7_919;

    private final KeyRange range = KeyRange.prefix(Bytes.of("keys/"));
    private final Copy copy = new Copy(range, Tree.of(packed()), 20_000);
    private final KeyRange hundred = KeyRange.between(Samples.key(5_000), Samples.key(5_100));
    private final List<Bytes> keys = new ArrayList<>(KEYS);
    private final List<Bytes> strangers = new ArrayList<>(KEYS);
    private final List<WatchSignal> puts = new ArrayList<>(KEYS);
    private final List<WatchSignal> comings = new ArrayList<>(2 * KEYS);
    private final CacheMachine machine = machine();
    private int at;

    public CacheBench() {
        for (int i = 0; i < KEYS; i++) {
            int number = (int) ((long) i * STRIDE % KEYS);
            Bytes key = Samples.key(number);
            Bytes stranger = key.next();
            keys.add(key);
            strangers.add(stranger);
            puts.add(change(new WatchEvent(WatchEvent.Type.PUT, Samples.kv(number, 30_000 + i), null)));
            KeyValue made = new KeyValue(stranger, Samples.value(), 30_000, 30_000, 1, 0);
            KeyValue gone = new KeyValue(stranger, Bytes.EMPTY, 0, 30_001, 0, 0);
            comings.add(change(new WatchEvent(WatchEvent.Type.PUT, made, null)));
            comings.add(change(new WatchEvent(WatchEvent.Type.DELETE, gone, null)));
        }
    }

    @Benchmark
    public Object get() {
        return copy.get(keys.get(next(keys)));
    }

    @Benchmark
    public Object getAbsent() {
        return copy.get(strangers.get(next(strangers)));
    }

    @Benchmark
    public long range100() {
        long bytes = 0;
        for (KeyValue kv : copy.range(hundred)) {
            bytes += kv.value().length();
        }
        return bytes;
    }

    /** A put of a key that is there, from the watch's signal to the content to be published. */
    @Benchmark
    public Object update() {
        return machine.said(puts.get(next(puts)));
    }

    /** A key that comes, or the same that goes. */
    @Benchmark
    public Object comingAndGoing() {
        return machine.said(comings.get(next(comings)));
    }

    private int next(List<?> of) {
        at = at + 1 == of.size() ? 0 : at + 1;
        return at;
    }

    private static List<KeyValue> packed() {
        return Samples.kvs(KEYS).stream().map(Packing::packed).toList();
    }

    private CacheMachine machine() {
        CacheMachine fresh = new CacheMachine(CacheRequest.of(range), bound -> 0);
        fresh.begin();
        fresh.listed(20_000, Samples.kvs(KEYS));
        return fresh;
    }

    private static WatchSignal change(WatchEvent event) {
        return new WatchSignal.Change(event.revision(), List.of(event), KeyRange.prefix(Bytes.of("keys/")));
    }
}
