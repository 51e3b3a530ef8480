package dev.tercet.cli.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param batch which
 * @param conflicts those of its changes that were left alone; the others are done unless it failed
 * @param failure why none of it is done, or why nobody can tell
 */
record Landing(
        Batch batch, List<Conflict> conflicts, @Nullable Throwable failure) {
    static Landing failed(Batch batch, Throwable failure) {
        return new Landing(batch, List.of(), failure);
    }
}
