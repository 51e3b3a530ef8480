package dev.tercet.internal.watch;

import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import java.util.List;

/**
 * Makes parcels for all watches of a client.
 *
 * <p>A transport that shares what it decodes gives the very same list to all watches of a range, one after another: the last parcel
 * is remembered and serves them all. Where every watch has a list of its own this costs one comparison. A large one is not
 * remembered, or one message would be held for as long as no other comes.
 *
 * <p>Threads: any. Two at once may make the same parcel twice, which harms nobody.
 */
public final class Parcels {
    private static final long LARGE = 256 << 10;

    private volatile Parcel last = Parcel.of(List.of(), KeyRange.ALL);

    @SuppressWarnings("ReferenceEquality") // To compare what is in the lists would cost as much as making a parcel.
    Parcel of(List<WatchEvent> events, KeyRange range) {
        Parcel parcel = last;
        if (parcel.events() != events || !parcel.range().equals(range)) {
            parcel = Parcel.of(events, range);
            if (parcel.weight() < LARGE) {
                last = parcel;
            }
        }
        return parcel;
    }
}
