package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Chance, from a seed; and the small alphabets it draws from, so that steps meet each other. */
final class Dice {
    static final ByteString ZERO = latin("\0");
    private static final List<ByteString> KEYS = List.of(
            latin("a"),
            latin("a\0"),
            latin("aa"),
            latin("ab"),
            latin("b"),
            latin("b\u00ff"),
            latin("b\u00ff\u00ff"),
            latin("c/1"),
            latin("c/2"),
            ZERO,
            latin("\u00ff"),
            latin("\u00ff\u00ff"));

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long within(long low, long high) {
        return high <= low ? low : low + (random.nextLong() >>> 1) % (high - low + 1);
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A key, seldom the empty one. */
    ByteString key() {
        return chance(2) ? ByteString.EMPTY : pick(KEYS);
    }

    /** The end of a range from {@code key}: mostly one that makes sense, seldom the wrong way round. */
    ByteString end(ByteString key) {
        return switch (below(10)) {
            case 0, 1, 2, 3 -> ByteString.EMPTY;
            case 4, 5 -> ZERO;
            case 6 -> key;
            case 7 -> key.concat(ZERO);
            default -> key();
        };
    }

    ByteString value() {
        return switch (below(8)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> latin("\0\u00ff");
            default -> latin(Integer.toString(below(20)));
        };
    }

    /** A revision that something happened at, or may not be asked for, or 0. */
    long revision(World world) {
        return switch (below(12)) {
            case 0 -> world.revision() + 1;
            case 1 -> world.compacted();
            case 2 -> world.compacted() - 1;
            case 3 -> world.compacted() + 1;
            case 4 -> chance(70) ? world.revision() + 1000 : pick(-1L, Long.MAX_VALUE, Long.MIN_VALUE);
            case 5, 6, 7 -> within(world.compacted(), world.revision());
            case 8 -> world.revision();
            default -> Math.max(1, world.revision() - below(8));
        };
    }

    /** A lease of a small set, alive or not. */
    long lease(World world) {
        return world.leases().isEmpty() || chance(10) ? anyLease() : pick(List.copyOf(world.leases()));
    }

    long anyLease() {
        return chance(80) ? 1 + below(6) : pick(-3L, Long.MAX_VALUE, Long.MIN_VALUE, 999L);
    }

    static ByteString latin(String text) {
        return ByteString.copyFrom(text, StandardCharsets.ISO_8859_1);
    }
}
