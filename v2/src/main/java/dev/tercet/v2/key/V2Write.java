package dev.tercet.v2.key;

import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.internal.path.Texts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A write of a key or of a directory. Directories above it are made if they are missing.
 *
 * <p>What cannot be meant is refused when it is said, with {@link IllegalArgumentException}: nothing of it reaches a server.
 *
 * @since 0.1
 */
public final class V2Write {
    /** What kind of write. */
    public enum Kind {
        /** A key with a value. */
        VALUE,
        /** A directory. */
        DIRECTORY,
        /** A key with a value, named after its place in order, below a directory. */
        IN_ORDER,
        /** A new time to live for what is there. */
        REFRESH
    }

    private static final Duration LONGEST_TTL = Duration.ofDays(36_525);

    private final String key;
    private final Kind kind;
    private final @Nullable String value;
    private final Conditions conditions;
    private final @Nullable Duration ttl;
    private final boolean removingTtl;
    private final boolean brief;

    private record Conditions(
            @Nullable String prevValue,
            long prevIndex,
            @Nullable Boolean prevExist) {
        static final Conditions NONE = new Conditions(null, 0, null);

        boolean isContradictory() {
            return Boolean.FALSE.equals(prevExist) && (prevValue != null || prevIndex != 0);
        }
    }

    private V2Write(
            String key,
            Kind kind,
            @Nullable String value,
            Conditions conditions,
            @Nullable Duration ttl,
            boolean removingTtl,
            boolean brief) {
        this.key = key;
        this.kind = kind;
        this.value = value;
        this.conditions = conditions;
        this.ttl = ttl;
        this.removingTtl = removingTtl;
        this.brief = brief;
    }

    private static V2Write of(String what, String key, Kind kind, @Nullable String value) {
        return new V2Write(Paths.clean(what, key), kind, value, Conditions.NONE, null, false, false);
    }

    /**
     * Writes a value.
     *
     * @param key a path; it gets a slash at its beginning when it lacks one
     */
    public static V2Write value(String key, String value) {
        return of("key", key, Kind.VALUE, Texts.whole("value", value));
    }

    /** Makes a directory; with {@link #ifExists()} it changes the time to live of one that is there. */
    public static V2Write directory(String key) {
        return of("key", key, Kind.DIRECTORY, null);
    }

    /** Writes a value under a name that comes after those of all before it, in a directory that is made if it is missing. */
    public static V2Write inOrder(String directory, String value) {
        return of("directory", directory, Kind.IN_ORDER, Texts.whole("value", value));
    }

    /** Gives what is there another time to live, and wakes no watch. */
    public static V2Write refresh(String key, Duration ttl) {
        return of("key", key, Kind.REFRESH, null).withTtl(ttl).ifExists();
    }

    /**
     * With this value.
     *
     * @throws IllegalArgumentException for a directory, which has none, and for a refresh, which leaves it as it is
     */
    public V2Write withValue(String other) {
        if (kind == Kind.DIRECTORY) {
            throw new IllegalArgumentException("value is given for directory \"" + key + "\", which can have none");
        }
        if (kind == Kind.REFRESH) {
            throw new IllegalArgumentException(
                    "value is given for a refresh of \"" + key + "\", which keeps its value");
        }
        return new V2Write(key, kind, Texts.whole("value", other), conditions, ttl, removingTtl, brief);
    }

    /**
     * To live for so long, then to expire: at once if zero.
     *
     * @param time rounded up to whole seconds
     * @throws IllegalArgumentException if negative, or more than a hundred years
     */
    public V2Write withTtl(Duration time) {
        if (Objects.requireNonNull(time, "ttl").isNegative()) {
            throw new IllegalArgumentException("ttl is negative: " + time);
        }
        if (time.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                    "ttl is more than a hundred years, which servers cannot count to: " + time + "; leave it out");
        }
        return new V2Write(key, kind, value, conditions, time, false, brief);
    }

    /**
     * To live for ever, whatever was said before. That is so without it too, unless a server is asked to say otherwise.
     *
     * @throws IllegalArgumentException for a refresh, which is for nothing else
     */
    public V2Write withoutTtl() {
        if (kind == Kind.REFRESH) {
            throw new IllegalArgumentException("ttl is missing from a refresh of \"" + key + "\"");
        }
        return new V2Write(key, kind, value, conditions, null, true, brief);
    }

    /**
     * Only if this is its value.
     *
     * @throws IllegalArgumentException if empty, which the API has no way to ask for, for what has no value or is new, and together with
     *     {@link #ifAbsent()}
     */
    public V2Write ifPrevValue(String expected) {
        if (kind == Kind.DIRECTORY) {
            throw new IllegalArgumentException("prevValue is given for directory \"" + key + "\", which has none");
        }
        return with("prevValue", new Conditions(prevValue(expected), conditions.prevIndex, conditions.prevExist));
    }

    /**
     * Only if it was last changed at this index.
     *
     * @throws IllegalArgumentException if less than 1, for what is new, and together with {@link #ifAbsent()}
     */
    public V2Write ifPrevIndex(long expected) {
        return with("prevIndex", new Conditions(conditions.prevValue, prevIndex(expected), conditions.prevExist));
    }

    /** Only if it exists. */
    public V2Write ifExists() {
        return with("prevExist", new Conditions(conditions.prevValue, conditions.prevIndex, true));
    }

    /**
     * Only if it does not exist.
     *
     * @throws IllegalArgumentException for a refresh, and together with {@link #ifPrevValue} or {@link #ifPrevIndex}: what does not exist
     *     has neither
     */
    public V2Write ifAbsent() {
        if (kind == Kind.REFRESH) {
            throw new IllegalArgumentException("a refresh of \"" + key + "\" cannot ask for it not to exist");
        }
        return with("prevExist", new Conditions(conditions.prevValue, conditions.prevIndex, false));
    }

    private V2Write with(String what, Conditions others) {
        if (kind == Kind.IN_ORDER) {
            throw new IllegalArgumentException(
                    what + " is given for a new key in order below \"" + key + "\", which nothing can precede");
        }
        if (others.isContradictory()) {
            throw new IllegalArgumentException((others.prevValue != null ? "prevValue" : "prevIndex")
                    + " is given for \"" + key + "\" together with ifAbsent(): what does not exist has none");
        }
        return new V2Write(key, kind, value, others, ttl, removingTtl, brief);
    }

    /** Without the node in the answer, which then says only what was done. */
    public V2Write withoutValueInAnswer() {
        return new V2Write(key, kind, value, conditions, ttl, removingTtl, true);
    }

    static String prevValue(String value) {
        if (Texts.whole("prevValue", value).isEmpty()) {
            throw new IllegalArgumentException("prevValue is empty: the v2 API cannot compare with that");
        }
        return value;
    }

    static long prevIndex(long index) {
        if (index < 1) {
            throw new IllegalArgumentException("prevIndex is less than 1: " + index);
        }
        return index;
    }

    /** What is written; of {@link Kind#IN_ORDER} the directory. */
    public String key() {
        return key;
    }

    /** What kind of write it is. */
    public Kind kind() {
        return kind;
    }

    /** The value; empty for a directory and for a refresh. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /** How long it shall live. */
    public Optional<Duration> ttl() {
        return Optional.ofNullable(ttl);
    }

    /** Whether the answer to how long is expressly: for ever. */
    public boolean isRemovingTtl() {
        return removingTtl;
    }

    /** The value that it must have. */
    public Optional<String> prevValue() {
        return Optional.ofNullable(conditions.prevValue);
    }

    /** The index at which it must have been changed last. */
    public OptionalLong prevIndex() {
        return conditions.prevIndex == 0 ? OptionalLong.empty() : OptionalLong.of(conditions.prevIndex);
    }

    /** Whether it must exist or must not; empty if neither. */
    public Optional<Boolean> prevExist() {
        return Optional.ofNullable(conditions.prevExist);
    }

    /** Whether the answer is to be without the node. */
    public boolean isBrief() {
        return brief;
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case VALUE -> "write \"" + key + "\"";
            case DIRECTORY -> "write directory \"" + key + "\"";
            case IN_ORDER -> "append to \"" + key + "\"";
            case REFRESH -> "refresh \"" + key + "\"";
        };
        return what
                + (ttl == null ? "" : " with ttl " + ttl.toSeconds() + " s")
                + (conditions.prevValue == null ? "" : " if its value is as given")
                + (conditions.prevIndex == 0 ? "" : " if its index is " + conditions.prevIndex)
                + (conditions.prevExist == null
                        ? ""
                        : conditions.prevExist ? " if it exists" : " if it does not exist");
    }
}
