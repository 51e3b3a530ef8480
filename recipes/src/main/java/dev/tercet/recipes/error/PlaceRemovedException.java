package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * The key that held a lock, a leadership or a place in a queue was deleted by somebody else while its session lives: by an operator,
 * or by a program that takes the key for its own. Also when its lease was revoked, if the key is seen to go before the next renewal
 * finds that out. What it held is gone; it can be had again, as long as the session lives.
 *
 * @since 0.1
 */
public final class PlaceRemovedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final String key;

    /** Makes one; applications have no need to. */
    public PlaceRemovedException(String what, Bytes key) {
        super(Details.of(
                ErrorCode.KEY_REMOVED,
                Outcome.NOT_APPLIED,
                what + ": its key " + key + " was deleted by somebody else, or its lease revoked"));
        this.key = key.utf8();
    }

    /** The key, as UTF-8 text. */
    public String key() {
        return key;
    }
}
