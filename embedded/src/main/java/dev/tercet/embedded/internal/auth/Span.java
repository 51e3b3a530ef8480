package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Keys;
import dev.tercet.proto.authpb.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Keys from one up to but without another, as permissions have them; of what is asked the end may be before the beginning.
 *
 * @param end null for none
 */
record Span(ByteString begin, @Nullable ByteString end) implements Comparable<Span> {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    static Span of(Permission permission) {
        return of(new KeyInterval(permission.getKey(), permission.getRangeEnd()));
    }

    static Span of(KeyInterval keys) {
        if (keys.isSingle()) {
            return new Span(keys.key(), keys.key().concat(ZERO));
        }
        return new Span(keys.key(), keys.isOpen() ? null : keys.end());
    }

    /** The one of two ends that is further. */
    static @Nullable ByteString further(@Nullable ByteString one, @Nullable ByteString other) {
        return isUpTo(one, other) ? other : one;
    }

    boolean isLeftOf(Span other) {
        return Keys.compare(begin, other.begin) < 0 && isUpTo(end, other.begin);
    }

    boolean isRightOf(Span other) {
        return isUpTo(other.end, begin);
    }

    boolean meets(Span other) {
        return !other.isLeftOf(this) && !other.isRightOf(this);
    }

    /** Whether nothing is between it and a key. */
    boolean reaches(ByteString key) {
        return isUpTo(key, end);
    }

    boolean contains(Span other) {
        return Keys.compare(begin, other.begin) <= 0 && isUpTo(other.end, end);
    }

    /** It, and what is between it and this end. */
    Span upTo(@Nullable ByteString further) {
        return new Span(begin, further(end, further));
    }

    private static boolean isUpTo(@Nullable ByteString one, @Nullable ByteString other) {
        return other == null || (one != null && Keys.compare(one, other) <= 0);
    }

    @Override
    public int compareTo(Span other) {
        int begins = Keys.compare(begin, other.begin);
        if (begins != 0) {
            return begins;
        }
        if (isUpTo(end, other.end)) {
            return isUpTo(other.end, end) ? 0 : -1;
        }
        return 1;
    }
}
