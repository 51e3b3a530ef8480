package dev.tercet.recipes.map;

import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * A range of a map in the order of the keys' bytes, read in pages at one revision: as {@link dev.tercet.Scan} does. What cannot be
 * decoded ends it with {@code UndecodableException}.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @since 0.1
 */
public interface MapScan<K, V> extends Iterable<MapEntry<K, V>> {
    /**
     * The same with pages of at most this many entries.
     *
     * @throws IllegalArgumentException if less than 1
     */
    MapScan<K, V> withPageSize(int entries);

    /** Reads as it goes, on the calling thread. */
    @Override
    Iterator<MapEntry<K, V>> iterator();

    /** The iterator as a sequential stream. Nothing needs closing. */
    Stream<MapEntry<K, V>> stream();

    /** Reads as demand comes, without blocking anybody; signals come on the client's callback executor. */
    Flow.Publisher<MapEntry<K, V>> publisher();
}
