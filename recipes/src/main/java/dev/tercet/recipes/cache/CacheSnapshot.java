package dev.tercet.recipes.cache;

import dev.tercet.kv.KeyRange;

/**
 * The content of a cache at one revision: it never changes. It costs nothing to take, and what memory it has in common with the cache
 * it shares; one that is kept keeps the values that have changed since.
 *
 * @since 0.1
 */
public interface CacheSnapshot extends CacheContent {
    /** What is cached. */
    KeyRange cachedRange();
}
