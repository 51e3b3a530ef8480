package dev.tercet.internal.watch;

import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import java.lang.ref.WeakReference;
import java.util.List;

/**
 * Makes parcels for all watches of a client.
 *
 * <p>A transport that shares what it decodes gives the very same list to all watches of a range, one after another: the last parcel
 * is remembered, as long as somebody else holds it, and serves them all. Where every watch has a list of its own this costs one
 * comparison.
 *
 * <p>Threads: any. Two at once may make the same parcel twice, which harms nobody.
 */
public final class Parcels {
    private volatile WeakReference<Parcel> last = new WeakReference<>(Parcel.of(List.of(), KeyRange.ALL));

    @SuppressWarnings("ReferenceEquality") // To compare what is in the lists would cost as much as making a parcel.
    Parcel of(List<WatchEvent> events, KeyRange range) {
        Parcel parcel = last.get();
        if (parcel == null || parcel.events() != events || !parcel.range().equals(range)) {
            parcel = Parcel.of(events, range);
            last = new WeakReference<>(parcel);
        }
        return parcel;
    }
}
