package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Keys;
import dev.tercet.proto.authpb.Permission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All keys that some permissions are about. Those that overlap or touch are one span, so that a range may go across several
 * permissions.
 */
final class KeySpans {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    // By their beginnings; a null end is none.
    private final TreeMap<ByteString, Span> spans = new TreeMap<>(Keys::compare);

    KeySpans(List<Permission> permissions) {
        List<Span> sorted = new ArrayList<>();
        permissions.forEach(permission -> sorted.add(Span.of(permission)));
        sorted.sort(Comparator.comparing(Span::begin, Keys::compare));
        Span last = null;
        for (Span next : sorted) {
            last = last != null && last.reaches(next.begin) ? last.with(next) : next;
            spans.put(last.begin, last);
        }
    }

    /** Whether every key of this interval is among them. */
    boolean cover(KeyInterval keys) {
        var floor = spans.floorEntry(keys.key());
        if (floor == null || !floor.getValue().contains(keys.key())) {
            return false;
        }
        // Of an interval the wrong way round etcd looks at the beginning only (among several permissions it may even
        // miss that).
        ByteString end = floor.getValue().end;
        return keys.isSingle()
                || end == null
                || (!keys.isOpen() && Keys.compare(keys.end(), end) <= 0)
                || keys.isEmpty();
    }

    private record Span(ByteString begin, @Nullable ByteString end) {
        static Span of(Permission permission) {
            ByteString end = permission.getRangeEnd();
            if (end.isEmpty()) {
                return new Span(permission.getKey(), permission.getKey().concat(ZERO));
            }
            return new Span(permission.getKey(), end.equals(ZERO) ? null : end);
        }

        boolean reaches(ByteString key) {
            return end == null || Keys.compare(key, end) <= 0;
        }

        boolean contains(ByteString key) {
            return Keys.compare(begin, key) <= 0 && (end == null || Keys.compare(key, end) < 0);
        }

        Span with(Span next) {
            return end == null || (next.end != null && Keys.compare(next.end, end) <= 0)
                    ? this
                    : new Span(begin, next.end);
        }
    }
}
