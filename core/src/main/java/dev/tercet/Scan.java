package dev.tercet;

import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * A range of any size, read in pages at one revision.
 *
 * <p>Memory holds two pages: pages begin small and grow to some four megabytes, and from the second on the next is asked for while one
 * is used. One that would have more than eight, since its values are larger than those before it, is not taken but asked for with fewer
 * keys; a single key may be as large as it is, and is not asked for ahead. Each traversal reads anew, at the revision asked for or else at
 * the one that is current when it begins; a compaction of that revision on the way ends it with {@code CompactedException}. Each page has
 * the deadline of a call.
 *
 * @since 0.1
 */
public interface Scan extends Iterable<KeyValue> {
    /**
     * The same scan with pages of at most this many keys, each of them asked for when the one before is used up.
     *
     * @throws IllegalArgumentException if less than 1
     */
    Scan withPageSize(int keys);

    /** Reads as it goes, on the calling thread; failures are thrown by {@code hasNext} and {@code next}. Made for one thread. */
    @Override
    Iterator<KeyValue> iterator();

    /** The iterator as a sequential stream. Nothing needs closing. */
    Stream<KeyValue> stream();

    /**
     * Reads as demand comes, a page ahead; any number of subscribers, each with a traversal of its own. Signals come where
     * listeners are called: on the client's callback executor, unless its view {@linkplain EtcdClient#withCallbacksOnIoThread() asked
     * for another place}; failures are {@code onError}.
     */
    Flow.Publisher<KeyValue> publisher();
}
