package dev.tercet.kv;

import java.util.List;

/**
 * What a delete answers.
 *
 * @param header its revision is the delete's, or the current one when nothing was deleted
 * @param deleted how many keys were deleted
 * @param previous the keys as they were, in key order; empty unless asked for ({@link Delete#returningPrevious()})
 * @since 0.1
 */
public record DeleteResult(Header header, long deleted, List<KeyValue> previous) implements OpResult {
    /** Takes the list as it is: whoever makes a result gives up the list. */
    public DeleteResult {}

    /** The revision of this delete, or the current one when nothing was deleted. */
    public long revision() {
        return header.revision();
    }
}
