package dev.tercet.cli.look;

import dev.tercet.kv.Bytes;
import dev.tercet.watch.WatchEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a while: how much in all, by directory and by key. Of directories and of keys it knows the first ten thousand each; what
 * happens to further ones counts in the sum alone.
 */
final class Activity {
    private static final int MOST = 10_000;

    private final Bytes base;
    private final Bytes separator;
    private final int depth;
    private final Map<Bytes, Count> directories = new HashMap<>();
    private final Map<Bytes, Count> keys = new HashMap<>();
    private final Count all;

    /**
     * Nothing yet.
     *
     * @param base the directory that all is in
     * @param depth how many levels of directories below it are told apart
     */
    Activity(Bytes base, Bytes separator, int depth) {
        this.base = base;
        this.separator = separator;
        this.depth = depth;
        all = new Count(base);
    }

    /** The sum of events of one thing. */
    static final class Count {
        private final Bytes name;
        private long puts;
        private long deletes;
        private long bytes;

        Count(Bytes name) {
            this.name = name;
        }

        private void add(WatchEvent event) {
            if (event.isPut()) {
                puts++;
            } else {
                deletes++;
            }
            bytes += event.kv().size();
        }

        Bytes name() {
            return name;
        }

        long puts() {
            return puts;
        }

        long deletes() {
            return deletes;
        }

        long events() {
            return puts + deletes;
        }

        /** Of keys, and of values that were put. */
        long bytes() {
            return bytes;
        }
    }

    void add(WatchEvent event) {
        all.add(event);
        count(directories, directory(event.key()), event);
        count(keys, event.key(), event);
    }

    private static void count(Map<Bytes, Count> counts, Bytes name, WatchEvent event) {
        Count count = counts.size() < MOST ? counts.computeIfAbsent(name, Count::new) : counts.get(name);
        if (count != null) {
            count.add(event);
        }
    }

    private Bytes directory(Bytes key) {
        int end = base.length();
        for (int level = 0; level < depth; level++) {
            int next = Separators.end(key, end, separator);
            if (next < 0) {
                break;
            }
            end = next;
        }
        return Separators.part(key, 0, end);
    }

    Count all() {
        return all;
    }

    /** The busiest directories. */
    List<Count> directories(int most) {
        return busiest(directories, most);
    }

    /** The busiest keys. */
    List<Count> keys(int most) {
        return busiest(keys, most);
    }

    private static List<Count> busiest(Map<Bytes, Count> counts, int most) {
        return counts.values().stream()
                .sorted(Comparator.comparingLong(Count::events).reversed().thenComparing(Count::name))
                .limit(most)
                .toList();
    }
}
