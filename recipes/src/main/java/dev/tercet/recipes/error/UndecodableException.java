package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * What is stored under a key is not what the recipe keeps there: somebody else's, or of another version of the program.
 *
 * @since 0.1
 */
public final class UndecodableException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final transient Bytes key;

    /** Makes one; applications have no need to. */
    public UndecodableException(Bytes key, String what, Throwable cause) {
        super(new Details(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "key " + key + " does not hold " + what + ": " + cause.getMessage(),
                null,
                null,
                cause));
        this.key = key;
    }

    /** The key; null after deserialization. */
    public Bytes key() {
        return key;
    }
}
