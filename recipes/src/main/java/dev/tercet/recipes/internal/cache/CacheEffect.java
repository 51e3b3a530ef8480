package dev.tercet.recipes.internal.cache;

import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import org.jspecify.annotations.Nullable;

/** What a {@link CacheMachine} wants done. */
sealed interface CacheEffect {
    /** Read the whole range. */
    record ReadList() implements CacheEffect {}

    /** Say when this time is over. */
    record Pause(long nanos) implements CacheEffect {}

    /** Watch the range from this revision on. */
    record OpenWatch(long from) implements CacheEffect {}

    /**
     * This is the content from now on.
     *
     * @param copy the content
     * @param update what is new in it; null if it is only known to be good for longer
     */
    record Publish(Copy copy, @Nullable CacheUpdate update) implements CacheEffect {}

    /** This is the state from now on. */
    record Say(CacheState state) implements CacheEffect {}

    /** Whatever is under way is to stop: it is over. */
    record Stop() implements CacheEffect {}
}
