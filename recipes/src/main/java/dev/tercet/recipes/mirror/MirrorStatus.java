package dev.tercet.recipes.mirror;

import dev.tercet.error.EtcdException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a mirror is.
 *
 * @param phase what it is at
 * @param sourceRevision the source's revision that the destination shows, 0 while it is not known or a copy is not complete
 * @param destinationRevision the revision of the mirror's last transaction, 0 before it
 * @param lists how often it listed everything, at the beginning or because history was compacted
 * @param keysPut how many keys were written for a list
 * @param keysDeleted how many keys were deleted for a list
 * @param revisionsApplied how many revisions of the source were followed
 * @param eventsApplied how many events were in them
 * @param waiting how many revisions of the source are here and not yet at the destination
 * @param troubleOrNull what it waits for to pass, if something
 * @since 0.1
 */
public record MirrorStatus(
        Phase phase,
        long sourceRevision,
        long destinationRevision,
        long lists,
        long keysPut,
        long keysDeleted,
        long revisionsApplied,
        long eventsApplied,
        int waiting,
        @Nullable EtcdException troubleOrNull) {
    /** What a mirror is at. */
    public enum Phase {
        /** Finds out how far it was. */
        STARTING,
        /** Makes the destination equal to a list of the source. */
        COPYING,
        /** Applies every revision as it comes. */
        FOLLOWING,
        /** No more. */
        ENDED
    }

    /** What keeps it from going on just now: it tries again. */
    public Optional<EtcdException> trouble() {
        return Optional.ofNullable(troubleOrNull);
    }
}
