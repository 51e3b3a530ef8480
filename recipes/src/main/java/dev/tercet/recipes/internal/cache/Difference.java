package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is different between two trees, in key order. */
final class Difference {
    private final Iterator<KeyValue> left;
    private final Iterator<KeyValue> right;
    private final List<CacheEvent> events = new ArrayList<>();

    private Difference(Tree before, Tree after) {
        left = before.iterator(KeyRange.ALL);
        right = after.iterator(KeyRange.ALL);
    }

    static List<CacheEvent> between(Tree before, Tree after) {
        if (before.root() == after.root()) {
            return List.of();
        }
        Difference difference = new Difference(before, after);
        difference.run();
        return List.copyOf(difference.events);
    }

    private void run() {
        KeyValue before = next(left);
        KeyValue after = next(right);
        while (before != null || after != null) {
            int order = order(before, after);
            if (order == 0 && !isSame(before, after)) {
                events.add(new CacheEvent(before, after));
            } else if (order < 0) {
                events.add(new CacheEvent(before, null));
            } else if (order > 0) {
                events.add(new CacheEvent(null, after));
            }
            before = order <= 0 ? next(left) : before;
            after = order >= 0 ? next(right) : after;
        }
    }

    private static int order(@Nullable KeyValue before, @Nullable KeyValue after) {
        if (before == null || after == null) {
            return before == null ? 1 : -1;
        }
        return before == after ? 0 : before.key().compareTo(after.key());
    }

    /** A key is written anew with a revision that it never had before. */
    private static boolean isSame(@Nullable KeyValue before, @Nullable KeyValue after) {
        return before == after || (before != null && after != null && before.modRevision() == after.modRevision());
    }

    private static @Nullable KeyValue next(Iterator<KeyValue> entries) {
        return entries.hasNext() ? entries.next() : null;
    }
}
