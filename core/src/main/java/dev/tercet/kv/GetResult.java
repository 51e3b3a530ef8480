package dev.tercet.kv;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a read answers.
 *
 * @param header its revision is the store's when the read was done, also for a read of the past
 * @param kvs the keys, unmodifiable, in the order asked for; empty when only the count was
 * @param more whether the limit cut the answer short
 * @param count how many keys the range holds at that revision; etcd ignores the limit and the revision filters here
 * @since 0.1
 */
public record GetResult(Header header, List<KeyValue> kvs, boolean more, long count)
        implements OpResult, Iterable<KeyValue> {
    /** The first key of the answer, or empty. */
    public Optional<KeyValue> first() {
        return kvs.isEmpty() ? Optional.empty() : Optional.of(kvs.get(0));
    }

    /** Whether no key came; with a count only, none ever does. */
    public boolean isEmpty() {
        return kvs.isEmpty();
    }

    /**
     * The store's revision when the read was done. A watch from the one after it sees all that changed since, unless the read was one
     * of the past: that watch begins after the revision which was asked for.
     */
    public long revision() {
        return header.revision();
    }

    @Override
    public Iterator<KeyValue> iterator() {
        return kvs.iterator();
    }
}
