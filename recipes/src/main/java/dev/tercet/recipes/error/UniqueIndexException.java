package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * Another entry has that value in a unique index already. Nothing was stored.
 *
 * @since 0.1
 */
public final class UniqueIndexException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final String index;
    private final transient Bytes holder;

    /** Makes one; applications have no need to. */
    public UniqueIndexException(String index, Bytes key, Bytes holder) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "what is to be stored under " + key + " has a value in the unique index " + index + " that " + holder
                        + " has already; nothing was stored"));
        this.index = index;
        this.holder = holder;
    }

    /** The index's name. */
    public String index() {
        return index;
    }

    /** The key of the entry that has the value, encoded; null after deserialization. */
    public Bytes holder() {
        return holder;
    }
}
