package dev.tercet.recipes.queue;

import dev.tercet.kv.Bytes;

/**
 * An item of work that is no longer tried.
 *
 * @param id the item's, to requeue or to remove it by
 * @param value the item
 * @param revision when it was given up
 * @since 0.1
 */
public record DeadLetter(String id, Bytes value, long revision) {
    /** The item as text in UTF-8. */
    public String text() {
        return value.utf8();
    }
}
