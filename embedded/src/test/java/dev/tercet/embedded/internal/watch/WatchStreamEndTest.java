package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdErrors;
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
    void allEndAtOnceAndOthersMayCome() {
        Client one = rig.client().create(watch("a"));
        Client two = rig.client();
        one.heard();
        rig.watching.endAll(EtcdErrors.SERVER_STOPPED);
        assertThat(one.outlet.ended).as("said on the loop only").isFalse();
        rig.run();
        assertThat(one.outlet.error).isSameAs(EtcdErrors.SERVER_STOPPED);
        assertThat(two.outlet.error).isSameAs(EtcdErrors.SERVER_STOPPED);
        assertThat(rig.watching.openWatches()).isZero();
        assertThat(rig.watching.openStreams()).isZero();
        rig.apply.step(rig.store::clear);
        Client three = rig.client().create(watch("a"));
        rig.put("1", "a");
        assertThat(three.heard()).containsExactly("0@1 created", "0@2 a=1/2");
    }

    @Test
    void theLeaderConcernsThoseWhoRequiredOne() {
        Client careful = rig.client(new Caller(null, true)).create(watch("a"));
        Client careless = rig.client().create(watch("a"));
        rig.watching.leaderLost();
        rig.run();
        assertThat(careful.outlet.error).isSameAs(EtcdErrors.NO_LEADER);
        assertThat(careless.outlet.ended).isFalse();
        assertThat(rig.watching.openStreams()).isEqualTo(1);
    }

    @Test
    void whatWaitsForASlowClientIsDroppedWithItsStream() {
        Client client = rig.client().create(watch("a"));
        client.outlet.room = 0;
        rig.run();
        rig.watching.endAll(EtcdErrors.SERVER_STOPPED);
        client.room(10);
        assertThat(client.heard()).isEmpty();
        assertThat(client.outlet.ended).isTrue();
    }
}
