package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Act;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a revision besides the changes in a watched range.
 *
 * @param act the write of the emulation that made it; empty if it was made by others
 * @param removedAbove the directories above what is watched that were removed in it, outermost first
 */
record Past(Optional<Act> act, List<RemovedDirectory> removedAbove) {
    /** Nothing is known: somebody else's doing, for all one can tell. */
    static final Past UNKNOWN = new Past(Optional.empty(), List.of());

    Past {
        removedAbove = List.copyOf(removedAbove);
    }

    /** The marker of a directory as it was before it was removed; null if it is unknown. */
    @Nullable
    KeyValue markerOf(String path) {
        return removedAbove.stream()
                .filter(removed -> removed.path().equals(path))
                .map(RemovedDirectory::marker)
                .findFirst()
                .orElse(null);
    }

    /**
     * A directory that was removed.
     *
     * @param path its path
     * @param marker its marker as it was before
     */
    record RemovedDirectory(String path, KeyValue marker) {}
}
