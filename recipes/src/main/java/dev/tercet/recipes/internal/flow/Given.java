package dev.tercet.recipes.internal.flow;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.Objects;

/** What was given as an argument, checked before anything is sent. */
public final class Given {
    private Given() {}

    /** A name, which becomes a part of keys. */
    public static Bytes name(Bytes name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("name is empty");
        }
        return name;
    }

    /**
     * A name in UTF-8.
     *
     * @throws IllegalArgumentException also if it has half of a surrogate pair, which UTF-8 cannot say
     */
    public static Bytes name(String name) {
        return name(Bytes.of(Objects.requireNonNull(name, "name")));
    }

    /** A duration that must be more than zero. */
    public static Duration positive(String argument, Duration duration) {
        Objects.requireNonNull(duration, argument);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(argument + " must be more than zero, not " + duration);
        }
        return duration;
    }

    /** A number that must be at least one. */
    public static int atLeastOne(String argument, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(argument + " must be at least 1, not " + number);
        }
        return number;
    }
}
