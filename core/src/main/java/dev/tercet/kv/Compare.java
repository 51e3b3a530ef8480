package dev.tercet.kv;

import java.util.Objects;

/**
 * A condition of a transaction.
 *
 * <p>A key that does not exist has version, revisions and lease 0, and no value: a compare of its value never holds, not even
 * "not equal". Over a range the condition must hold for every key in it; an empty range counts as one key that does not exist.
 *
 * <pre>{@code
 * Compare.value("k").equalTo("v1")
 * Compare.modRevision("k").equalTo(7)
 * Compare.missing("k")
 * Compare.version(KeyRange.prefix("/jobs/")).equalTo(0)      // no such key at all
 * }</pre>
 *
 * @param range what is compared
 * @param target which property of it
 * @param relation how the stored property relates to the given one
 * @param number the given version, revision or lease; 0 for a compare of values
 * @param value the given value; empty for all others
 * @since 0.1
 */
public record Compare(KeyRange range, Target target, Relation relation, long number, Bytes value) {
    /** Checks for nulls. */
    public Compare {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(value, "value");
    }

    /** The property compared. */
    public enum Target {
        VERSION,
        CREATE_REVISION,
        MOD_REVISION,
        VALUE,
        LEASE
    }

    /** How the stored property relates to the given one. */
    public enum Relation {
        EQUAL,
        GREATER,
        LESS,
        NOT_EQUAL
    }

    /** The value of a key, in UTF-8. */
    public static OfValue value(String key) {
        return value(KeyRange.of(key));
    }

    /** The value of a key. */
    public static OfValue value(Bytes key) {
        return value(KeyRange.of(key));
    }

    /** The value of every key in a range. */
    public static OfValue value(KeyRange range) {
        return new OfValue(range);
    }

    /** The version of a key, in UTF-8. */
    public static OfNumber version(String key) {
        return version(KeyRange.of(key));
    }

    /** The version of a key. */
    public static OfNumber version(Bytes key) {
        return version(KeyRange.of(key));
    }

    /** The version of every key in a range. */
    public static OfNumber version(KeyRange range) {
        return new OfNumber(range, Target.VERSION);
    }

    /** The creation revision of a key, in UTF-8. */
    public static OfNumber createRevision(String key) {
        return createRevision(KeyRange.of(key));
    }

    /** The creation revision of a key. */
    public static OfNumber createRevision(Bytes key) {
        return createRevision(KeyRange.of(key));
    }

    /** The creation revision of every key in a range. */
    public static OfNumber createRevision(KeyRange range) {
        return new OfNumber(range, Target.CREATE_REVISION);
    }

    /** The modification revision of a key, in UTF-8. */
    public static OfNumber modRevision(String key) {
        return modRevision(KeyRange.of(key));
    }

    /** The modification revision of a key. */
    public static OfNumber modRevision(Bytes key) {
        return modRevision(KeyRange.of(key));
    }

    /** The modification revision of every key in a range. */
    public static OfNumber modRevision(KeyRange range) {
        return new OfNumber(range, Target.MOD_REVISION);
    }

    /** The lease of a key, in UTF-8. */
    public static OfNumber lease(String key) {
        return lease(KeyRange.of(key));
    }

    /** The lease of a key. */
    public static OfNumber lease(Bytes key) {
        return lease(KeyRange.of(key));
    }

    /** The lease of every key in a range. */
    public static OfNumber lease(KeyRange range) {
        return new OfNumber(range, Target.LEASE);
    }

    /** Holds if the key exists. */
    public static Compare exists(String key) {
        return exists(Checks.utf8("key", key));
    }

    /** Holds if the key exists. */
    public static Compare exists(Bytes key) {
        return version(key).greaterThan(0);
    }

    /** Holds if the key does not exist. */
    public static Compare missing(String key) {
        return missing(Checks.utf8("key", key));
    }

    /** Holds if the key does not exist. */
    public static Compare missing(Bytes key) {
        return version(key).equalTo(0);
    }

    /** The same condition on another range. */
    public Compare withRange(KeyRange other) {
        return new Compare(other, target, relation, number, value);
    }

    /** A number about to be compared. */
    public static final class OfNumber {
        private final KeyRange range;
        private final Target target;

        private OfNumber(KeyRange range, Target target) {
            this.range = range;
            this.target = target;
        }

        /** Holds if the number is exactly this. */
        public Compare equalTo(long number) {
            return is(Relation.EQUAL, number);
        }

        /** Holds if the number is anything else. */
        public Compare notEqualTo(long number) {
            return is(Relation.NOT_EQUAL, number);
        }

        /** Holds if the number is greater. */
        public Compare greaterThan(long number) {
            return is(Relation.GREATER, number);
        }

        /** Holds if the number is less. */
        public Compare lessThan(long number) {
            return is(Relation.LESS, number);
        }

        /** The relation as a value. */
        public Compare is(Relation relation, long number) {
            return new Compare(range, target, relation, number, Bytes.EMPTY);
        }
    }

    /** A value about to be compared, byte by byte, unsigned. */
    public static final class OfValue {
        private final KeyRange range;

        private OfValue(KeyRange range) {
            this.range = range;
        }

        /** Holds if the value is exactly this; a missing key has none, and fails it. */
        public Compare equalTo(Bytes value) {
            return is(Relation.EQUAL, value);
        }

        /** {@link #equalTo(Bytes)} with a text in UTF-8. */
        public Compare equalTo(String value) {
            return equalTo(Checks.utf8("value", value));
        }

        /** Holds if the value is anything else; a missing key has none, and fails it. */
        public Compare notEqualTo(Bytes value) {
            return is(Relation.NOT_EQUAL, value);
        }

        /** {@link #notEqualTo(Bytes)} with a text in UTF-8. */
        public Compare notEqualTo(String value) {
            return notEqualTo(Checks.utf8("value", value));
        }

        /** Holds if the value comes behind this one; a missing key has none, and fails it. */
        public Compare greaterThan(Bytes value) {
            return is(Relation.GREATER, value);
        }

        /** {@link #greaterThan(Bytes)} with a text in UTF-8. */
        public Compare greaterThan(String value) {
            return greaterThan(Checks.utf8("value", value));
        }

        /** Holds if the value comes before this one; a missing key has none, and fails it. */
        public Compare lessThan(Bytes value) {
            return is(Relation.LESS, value);
        }

        /** {@link #lessThan(Bytes)} with a text in UTF-8. */
        public Compare lessThan(String value) {
            return lessThan(Checks.utf8("value", value));
        }

        /** The relation as a value. */
        public Compare is(Relation relation, Bytes value) {
            return new Compare(range, Target.VALUE, relation, 0, value);
        }
    }
}
