package dev.tercet.cli.transfer;

import dev.tercet.cli.run.Waiting;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param batch which
 * @param conflicts those of its changes that were left alone; the others are done unless it failed
 * @param failure why it is not done, or why nobody can tell
 * @param isInDoubt whether nobody can tell
 */
record Landing(
        Batch batch, List<Conflict> conflicts, @Nullable Throwable failure, boolean isInDoubt) {
    static Landing done(Batch batch, List<Conflict> conflicts) {
        return new Landing(batch, conflicts, null, false);
    }

    /** It never left. */
    static Landing unsent(Batch batch, Throwable failure) {
        return new Landing(batch, List.of(), Waiting.cause(failure), false);
    }

    /** It was sent. What is no failure of the call may come from anywhere. */
    static Landing failed(Batch batch, Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        boolean refused = cause instanceof EtcdException known && known.outcome() == Outcome.NOT_APPLIED;
        return new Landing(batch, List.of(), cause, !refused);
    }
}
