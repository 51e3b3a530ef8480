package dev.tercet.recipes.internal.flow;

import java.time.Duration;

/** Times as messages show them. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 1.5 s}; rounded to a tenth of a second, or to a millisecond if it is less than one second. */
    public static String shown(Duration time) {
        long millis = time.toMillis();
        long tenths = Math.round(millis / 100.0);
        return tenths < 10
                ? millis + " ms"
                : tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
}
