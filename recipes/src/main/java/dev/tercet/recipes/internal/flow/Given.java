package dev.tercet.recipes.internal.flow;

import dev.tercet.kv.Bytes;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
        return name(text("name", name));
    }

    /**
     * A text in UTF-8, which may be empty.
     *
     * @throws IllegalArgumentException if it has half of a surrogate pair: two of those would become the same bytes
     */
    public static Bytes text(String argument, String text) {
        Objects.requireNonNull(text, argument);
        try {
            return Bytes.copyOf(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    argument + " has half of a surrogate pair, which UTF-8 cannot say: " + text, e);
        }
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
