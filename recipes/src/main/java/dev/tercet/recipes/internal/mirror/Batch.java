package dev.tercet.recipes.internal.mirror;

import dev.tercet.watch.WatchEvent;
import java.util.List;

/**
 * What goes into one transaction.
 *
 * @param events in order, each key once
 * @param after where the destination is when it is applied
 * @param revisions how many revisions end in it
 */
record Batch(List<WatchEvent> events, Position after, int revisions) {
    /** A checkpoint alone. */
    static Batch mark(long revision) {
        return new Batch(List.of(), new Position(revision, 0), 0);
    }
}
