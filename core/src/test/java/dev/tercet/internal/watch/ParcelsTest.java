package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParcelsTest {
    private static final KeyRange RANGE = KeyRange.prefix("k");

    private final Parcels parcels = new Parcels();

    private static List<WatchEvent> message() {
        return List.of(Samples.put("k1", 5), Samples.put("k2", 5), Samples.put("k1", 7));
    }

    @Test
    void aParcelHasAChangeForEachRevision() {
        List<WatchEvent> events = message();
        Parcel parcel = parcels.of(events, RANGE);

        List<WatchSignal> changes =
                parcel.changes().stream().map(WatchEffect.Deliver::signal).toList();
        assertThat(changes)
                .containsExactly(
                        new Change(5, events.subList(0, 2), RANGE), new Change(7, events.subList(2, 3), RANGE));
        assertThat(parcel.weight())
                .isEqualTo(changes.stream().mapToLong(Weight::of).sum());
        assertThat(parcel.ordered()).isTrue();
        assertThat(parcel.firstRevision()).isEqualTo(5);
        assertThat(parcel.lastRevision()).isEqualTo(7);
        assertThat(parcel.lastKeys()).containsExactly(Bytes.of("k1"));
    }

    @Test
    void oneWhoseRevisionsRepeatOrGoDownIsNotOrdered() {
        assertThat(parcels.of(List.of(Samples.put("a", 5), Samples.put("b", 6), Samples.put("c", 5)), RANGE)
                        .ordered())
                .isFalse();
        assertThat(parcels.of(List.of(), RANGE).isEmpty()).isTrue();
    }

    @Test
    void watchesOfARangeShareWhatTheSameListIsMadeInto() {
        List<WatchEvent> events = message();
        Parcel parcel = parcels.of(events, RANGE);

        assertThat(parcels.of(events, KeyRange.prefix("k"))).isSameAs(parcel);
    }

    @Test
    void anotherRangeOrAnotherListIsAnotherParcel() {
        List<WatchEvent> events = message();
        Parcel parcel = parcels.of(events, RANGE);

        Parcel elsewhere = parcels.of(events, KeyRange.ALL);
        assertThat(elsewhere.range()).isEqualTo(KeyRange.ALL);
        assertThat(elsewhere.changes()).isNotEqualTo(parcel.changes());
        Parcel later = parcels.of(message(), RANGE);
        assertThat(later).isNotSameAs(parcel).isEqualTo(parcel);
    }

    @Test
    void aLargeOneIsNotHeld() {
        List<WatchEvent> events = List.of(Samples.put("k".repeat(300_000), 5));
        Parcel parcel = parcels.of(events, RANGE);

        assertThat(parcels.of(events, RANGE)).isNotSameAs(parcel).isEqualTo(parcel);
    }

    @Test
    void theKeysOfALargeRevisionAreHeldWithoutItsValues() {
        String large = "k".repeat(100_000);
        List<WatchEvent> events = new ArrayList<>(List.of(Samples.put(large, 5)));
        List<Bytes> keys = parcels.of(events, RANGE).lastKeys();

        events.clear();

        assertThat(keys).as("what is left without the events").containsExactly(Bytes.of(large));
    }
}
