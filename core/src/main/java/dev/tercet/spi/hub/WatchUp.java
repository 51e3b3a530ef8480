package dev.tercet.spi.hub;

import dev.tercet.spi.WatchRpcs;

/**
 * What goes up a stream of watches.
 *
 * @since 0.1
 */
public sealed interface WatchUp {
    /**
     * A watch wanted.
     *
     * @param create what it is about
     */
    record Create(WatchRpcs.Create create) implements WatchUp {}

    /**
     * A watch not wanted any more.
     *
     * @param watchId the server's id for it
     */
    record Cancel(long watchId) implements WatchUp {}

    /** How far all watches of the stream have come. */
    record Progress() implements WatchUp {}
}
