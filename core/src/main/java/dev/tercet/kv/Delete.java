package dev.tercet.kv;

import java.util.Objects;

/**
 * A delete of one key or of a range; that there is nothing to delete is no error.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#delete-range">etcd: delete range</a>
 * @since 0.1
 */
public final class Delete implements Op<DeleteResult> {
    private final KeyRange range;
    private final boolean previous;

    private Delete(KeyRange range, boolean previous) {
        this.range = range;
        this.previous = previous;
    }

    /** Deletes every key of a range. */
    public static Delete of(KeyRange range) {
        return new Delete(Objects.requireNonNull(range, "range"), false);
    }

    /** Deletes one key. */
    public static Delete of(Bytes key) {
        return of(KeyRange.of(key));
    }

    /** Deletes one key, in UTF-8. */
    public static Delete of(String key) {
        return of(KeyRange.of(key));
    }

    /** Deletes every key that begins with {@code prefix}; the empty prefix is every key. */
    public static Delete prefix(Bytes prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Deletes every key that begins with {@code prefix}, in UTF-8. */
    public static Delete prefix(String prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Answers the keys as they were. */
    public Delete returningPrevious() {
        return new Delete(range, true);
    }

    /** The same delete of another range. */
    public Delete withRange(KeyRange other) {
        return new Delete(other, previous);
    }

    /** What is deleted. */
    public KeyRange range() {
        return range;
    }

    /** Whether the answer has the keys as they were; false unless asked for. */
    public boolean returnsPrevious() {
        return previous;
    }

    @Override
    public String toString() {
        return "delete " + range;
    }
}
