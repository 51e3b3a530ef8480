package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.KeyValue;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The names of keys in order. */
final class InOrder {
    private InOrder() {}

    /**
     * The next number: what the revision of the write will be if nothing comes between, as v2 has it, but more than the last one and
     * than any that was tried and is taken.
     */
    static long next(Scene scene, long tried) {
        return Math.max(scene.revision(), Math.max(last(scene.seq()), tried)) + 1;
    }

    private static long last(@Nullable KeyValue seq) {
        return parsed(seq).orElse(0);
    }

    private static OptionalLong parsed(@Nullable KeyValue seq) {
        try {
            return seq == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seq.valueText()));
        } catch (NumberFormatException e) {
            // Somebody else's: the revision alone is as good, and the note is set right by the next write.
            return OptionalLong.empty();
        }
    }

    /** The name with this number. */
    static String name(long number) {
        return String.format(Locale.ROOT, "%020d", number);
    }
}
