package dev.tercet.recipes.cache;

/**
 * Is told what happens to a cache: in order and one at a time, on the client's callback executor. It may block, and may use the client
 * and the cache; others do not wait for it. If it throws it is told nothing more, which is logged; nobody else is harmed.
 *
 * <p>What waits for a slow listener is bounded: beyond some thousand revisions, or 4 MiB of keys and values, those that wait become
 * one {@link CacheUpdate.Kind#DIFFERENCE}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CacheListener {
    /** The content is not what it was. */
    void updated(CacheUpdate update);

    /**
     * The cache's state is another one. A slow listener is told the last one only.
     *
     * @param state {@link CacheState.Ended} is the last thing that is told
     */
    default void stateChanged(CacheState state) {}
}
