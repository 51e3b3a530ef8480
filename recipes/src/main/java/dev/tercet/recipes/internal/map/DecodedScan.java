package dev.tercet.recipes.internal.map;

import dev.tercet.Scan;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.map.MapEntry;
import dev.tercet.recipes.map.MapScan;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** A scan whose keys and values are decoded on the way. */
record DecodedScan<K, V>(Scan scan, MapLayout<K, V> layout) implements MapScan<K, V> {
    @Override
    public MapScan<K, V> withPageSize(int entries) {
        return new DecodedScan<>(scan.withPageSize(entries), layout);
    }

    @Override
    public Iterator<MapEntry<K, V>> iterator() {
        Iterator<KeyValue> raw = scan.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return raw.hasNext();
            }

            @Override
            public MapEntry<K, V> next() {
                return layout.entry(raw.next());
            }
        };
    }

    @Override
    public Stream<MapEntry<K, V>> stream() {
        return scan.stream().map(layout::entry);
    }

    @Override
    public Flow.Publisher<MapEntry<K, V>> publisher() {
        return subscriber -> scan.publisher().subscribe(new Decoding<>(subscriber, layout::entry));
    }
}
