package dev.tercet.v2.internal.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster answers. The first one counts unless one was expected; another is told of once, and counts from then on.
 *
 * <p>Threads: any. Of several that notice the same change at the same time one is told.
 */
final class ClusterIds {
    private final AtomicReference<@Nullable String> expected;

    ClusterIds(@Nullable String expected) {
        this.expected = new AtomicReference<>(expected);
    }

    /**
     * Takes note of who answered.
     *
     * @param header what the answer says of it; empty if nothing
     * @return who was expected instead, if this is the first to notice
     */
    Optional<String> check(Optional<String> header) {
        String came = header.map(String::strip).orElse("");
        if (came.isEmpty()) {
            return Optional.empty();
        }
        while (true) {
            String before = expected.get();
            if (before != null && isSame(before, came)) {
                return Optional.empty();
            }
            if (expected.compareAndSet(before, came)) {
                return Optional.ofNullable(before);
            }
        }
    }

    // Servers leave out zeros at the beginning, and people may not.
    private static boolean isSame(String one, String other) {
        try {
            return Long.parseUnsignedLong(one, 16) == Long.parseUnsignedLong(other, 16);
        } catch (NumberFormatException e) {
            return one.equalsIgnoreCase(other);
        }
    }
}
