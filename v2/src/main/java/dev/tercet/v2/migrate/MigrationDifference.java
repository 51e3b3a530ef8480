package dev.tercet.v2.migrate;

/**
 * Something that is not the same on both sides. It never shows a value.
 *
 * @param kind in what they differ
 * @param key where, as the target has it
 * @param detail what each has
 * @since 0.1
 */
public record MigrationDifference(Kind kind, String key, String detail) {
    /** In what two sides differ. */
    public enum Kind {
        /** The target does not have it. */
        MISSING,
        /** The source does not have it. */
        EXTRA,
        /** Their values differ. */
        VALUE,
        /** It is a directory on one side and a key on the other. */
        DIRECTORY,
        /** Their times to live differ by more than the tolerance. */
        TTL,
        /** The target does not know that a directory's next key in order has to come after the source's last one. */
        ORDER
    }

    @Override
    public String toString() {
        return key + ": " + detail;
    }
}
