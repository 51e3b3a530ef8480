package dev.tercet.v2.internal.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.internal.time.JdkTimer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the store has where the copy goes.
 *
 * @param keys by key, as the store has them
 * @param leases what was left of the leases on them when they were read
 * @param revision when that was
 * @param readAt when that was, in nanoseconds of the monotonic clock
 */
record Target(NavigableMap<String, KeyValue> keys, Map<Long, Duration> leases, long revision, long readAt) {
    /** Reads what is there: the tree, what is above it, and the notes of keys in order. */
    static Target read(EtcdClient etcd, String prefix, Set<String> paths) {
        long readAt = JdkTimer.now();
        NavigableMap<String, KeyValue> keys = new TreeMap<>();
        long revision = etcd.kv().get(Get.of(Layout.ACT).countOnly()).revision();
        scan(etcd, Layout.tree(prefix), keys);
        scan(etcd, KeyRange.prefix(Layout.seq(prefix)), keys);
        if (!prefix.equals(Paths.ROOT)) {
            one(etcd, Layout.file(prefix), keys);
            // For one key in order that is copied alone.
            one(etcd, Layout.seq(Paths.parent(prefix)), keys);
        }
        for (String above : Paths.ancestors(prefix)) {
            one(etcd, Layout.file(above), keys);
            one(etcd, Layout.marker(above), keys);
        }
        Map<Long, Duration> leases = new HashMap<>();
        for (KeyValue key : keys.values()) {
            boolean matters = Layout.place(key.key())
                    .map(place -> paths.contains(place.path()))
                    .orElse(false);
            if (matters && key.lease() != 0) {
                leases.computeIfAbsent(
                        key.lease(), id -> etcd.leases().status(id).remaining());
            }
        }
        return new Target(keys, leases, revision, readAt);
    }

    /** The last indexes that the store has noted, by the paths of the directories. */
    static Map<String, Long> notes(EtcdClient etcd, String prefix) {
        NavigableMap<String, KeyValue> keys = new TreeMap<>();
        scan(etcd, KeyRange.prefix(Layout.seq(prefix)), keys);
        if (!prefix.equals(Paths.ROOT)) {
            one(etcd, Layout.seq(Paths.parent(prefix)), keys);
        }
        Map<String, Long> notes = new HashMap<>();
        keys.forEach((key, note) -> notes.put(key.substring(Layout.SEQS.length()), OrderedNames.noted(note.value())));
        return notes;
    }

    private static void scan(EtcdClient etcd, KeyRange range, Map<String, KeyValue> keys) {
        for (KeyValue key : etcd.kv().scan(Get.of(range))) {
            keys.put(key.key().utf8(), key);
        }
    }

    private static void one(EtcdClient etcd, String name, Map<String, KeyValue> keys) {
        etcd.kv().get(name).ifPresent(key -> keys.put(name, key));
    }

    @Nullable
    KeyValue get(String key) {
        return keys.get(key);
    }

    /** Whether there is a directory, by its marker or by what is in it. */
    boolean hasDirectory(String path) {
        String marker = Layout.marker(path);
        String first = keys.ceilingKey(marker);
        return first != null && first.startsWith(marker);
    }

    /** What is left now of the lease on a key. */
    Optional<Duration> left(KeyValue key) {
        return Optional.ofNullable(leases.get(key.lease()))
                .map(remaining -> remaining.minusNanos(JdkTimer.now() - readAt));
    }
}
