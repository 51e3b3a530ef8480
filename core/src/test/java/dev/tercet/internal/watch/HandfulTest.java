package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Started;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HandfulTest {
    private static final KeyRange RANGE = KeyRange.prefix("k");
    private static final List<WatchEvent> EVENTS =
            List.of(Samples.put("k1", 5), Samples.put("k2", 6), Samples.put("k3", 7));

    private final Parcel parcel = Parcel.of(EVENTS, RANGE);
    private final AtomicInteger roomMade = new AtomicInteger();
    private final WatchBuffer buffer = new WatchBuffer(parcel.weight(), roomMade::incrementAndGet);
    private final Handful handful = new Handful(buffer);

    @BeforeEach
    void start() {
        buffer.release(WatchEffect.Deliver.of(new Started(5)));
        assertThat(handful.next()).isEqualTo(new Started(5));
        assertThat(handful.next()).isNull();
        buffer.add(parcel.changes(), parcel.weight());
    }

    private Object signal(int index) {
        return parcel.changes().get(index).signal();
    }

    @Test
    void whatCameTogetherIsTakenOneByOneAndCountsUntilAllOfItIsUsed() {
        assertThat(buffer.awaitsRoom()).isTrue();

        assertThat(handful.next()).isEqualTo(signal(0));
        assertThat(handful.next()).isEqualTo(signal(1));
        assertThat(handful.next()).isEqualTo(signal(2));
        assertThat(buffer.room()).isZero();
        assertThat(roomMade).hasValue(0);
        assertThat(handful.next()).isNull();
        assertThat(buffer.room()).isEqualTo(parcel.weight());
        assertThat(roomMade).hasValue(1);
    }

    @Test
    void whoClosesIsToldNothingMoreOfWhatWasTakenButTheEnd() {
        assertThat(handful.next()).isEqualTo(signal(0));

        buffer.end(new Ended(null), true);

        assertThat(handful.next()).isEqualTo(new Ended(null));
        assertThat(handful.next()).isNull();
        assertThat(buffer.isDone()).isTrue();
    }

    @Test
    void anEndThatDropsNothingComesAfterTheRest() {
        assertThat(handful.next()).isEqualTo(signal(0));

        buffer.end(new Ended(null), false);

        assertThat(handful.next()).isEqualTo(signal(1));
        assertThat(handful.next()).isEqualTo(signal(2));
        assertThat(handful.next()).isEqualTo(new Ended(null));
        assertThat(handful.next()).isNull();
    }
}
