package dev.tercet.recipes.error;

import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;

/**
 * A cache ended because what it is to hold is more than it may: raise the limit, or cache less.
 *
 * @since 0.1
 */
public final class CacheFullException extends ClientEtcdException {
    private static final long serialVersionUID = 1;

    private final long entries;
    private final long bytes;

    /** Makes one; applications have no need to. */
    public CacheFullException(String message, long entries, long bytes) {
        super(Details.of(ErrorCode.LIMIT_REACHED, Outcome.NOT_APPLIED, message));
        this.entries = entries;
        this.bytes = bytes;
    }

    /** How many keys were counted when it was too much. */
    public long entries() {
        return entries;
    }

    /** How many bytes were counted when it was too much, as the cache's {@code bytes()} counts. */
    public long bytes() {
        return bytes;
    }
}
