package dev.tercet.recipes.internal.mirror;

import dev.tercet.error.EtcdException;
import dev.tercet.recipes.mirror.MirrorStatus;
import dev.tercet.recipes.mirror.MirrorStatus.Phase;
import org.jspecify.annotations.Nullable;

/** What a mirror counts as it goes; in its lane. */
final class Progress {
    long destinationRevision;
    long lists;
    long keysPut;
    long keysDeleted;
    long revisionsApplied;
    long eventsApplied;

    @Nullable
    EtcdException trouble;

    MirrorStatus as(Phase phase, long shown, int waiting) {
        return new MirrorStatus(
                phase,
                shown,
                destinationRevision,
                lists,
                keysPut,
                keysDeleted,
                revisionsApplied,
                eventsApplied,
                waiting,
                trouble);
    }
}
