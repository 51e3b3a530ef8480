package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * Another mirror has taken over the checkpoint of this one, or somebody wrote or deleted it: this one has stopped, and what it was
 * about to write is not written.
 *
 * @since 0.1
 */
public final class MirrorDisplacedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public MirrorDisplacedException(Bytes checkpoint) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "the checkpoint " + checkpoint
                        + " is no longer this mirror's: another one goes on with it, or it was changed by"
                        + " hand; see that only one runs, or give each a checkpoint and a destination of its own"));
    }
}
