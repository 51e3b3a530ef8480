package dev.tercet.auth;

import dev.tercet.kv.KeyRange;
import java.util.Objects;

/**
 * What a role may do with a range of keys.
 *
 * @param type read, write or both
 * @param range the keys
 * @since 0.1
 */
public record Permission(Type type, KeyRange range) {
    /** Checks for nulls. */
    public Permission {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(range, "range");
    }

    /** What may be done. */
    public enum Type {
        READ,
        WRITE,
        READ_WRITE
    }

    /** Reading these keys. */
    public static Permission read(KeyRange range) {
        return new Permission(Type.READ, range);
    }

    /** Writing these keys. */
    public static Permission write(KeyRange range) {
        return new Permission(Type.WRITE, range);
    }

    /** Reading and writing these keys. */
    public static Permission readWrite(KeyRange range) {
        return new Permission(Type.READ_WRITE, range);
    }
}
