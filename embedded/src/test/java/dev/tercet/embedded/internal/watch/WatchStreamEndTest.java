package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchStreamEndTest {
    private final Rig rig = new Rig();

    @Test
    void aHalfClosedStreamGoesOn() {
        Client client = rig.client().create(watch("a"));
        client.inlet.halfClose();
        rig.put("1", "a");
        assertThat(client.heard()).containsExactly("0@1 created", "0@2 a=1/2");
        assertThat(client.outlet.ended).isFalse();
    }

    @Test
    void aClientThatWentAwayLeavesNothing() {
        Client client = rig.client().create(watch("a")).create(watch("b*"));
        client.heard();
        rig.put("1", "a");
        client.inlet.cancel();
        client.inlet.cancel();
        client.create(watch("c")).progress();
        client.inlet.ready();
        assertThat(client.heard()).isEmpty();
        assertThat(client.outlet.ended).isFalse();
        assertThat(rig.watching.openWatches()).isZero();
        assertThat(rig.watching.openStreams()).isZero();
    }

    @Test
    void aClientWhoseFrontFailsLeavesNothingAndHoldsUpNobody() {
        Client client = rig.client().create(watch("a").setProgressNotify(true));
        Client other = rig.client().create(watch("a"));
        client.heard();
        other.heard();
        client.outlet.broken = true;
        rig.put("1", "a");
        assertThat(other.heard()).containsExactly("0@2 a=1/2");
        assertThat(client.outlet.ended).isTrue();
        assertThat(rig.watching.openWatches()).isEqualTo(1);
        assertThat(rig.watching.openStreams()).isEqualTo(1);
    }

    @Test
    void whatWaitsForASlowClientIsDroppedWithItsStream() {
        Client client = rig.client().create(watch("a"));
        client.outlet.room = 0;
        rig.run();
        client.inlet.cancel();
        client.room(10);
        assertThat(client.heard()).isEmpty();
    }
}
