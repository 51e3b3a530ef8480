package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.KeyValue;

/**
 * An item that is claimed by us.
 *
 * @param item as it is since
 */
record Claim(KeyValue item) {
    /** The claim was made with the last change of the item, and in the same revision. */
    long revision() {
        return item.modRevision();
    }
}
