package dev.tercet.embedded.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.rpc.TestStream;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeepAliveStreamTest {
    private final LeaseWorld world = new LeaseWorld();
    private final TestStream stream = world.front.open("etcdserverpb.Lease/LeaseKeepAlive", TestFront.ANYBODY);

    @Test
    void answersEachInOrderAndEndsWithTheClient() {
        world.grant(1, 10);
        world.grant(2, 20);
        renew(2);
        renew(1);
        renew(3);
        assertThat(stream.heard(LeaseKeepAliveResponse.class))
                .extracting(LeaseKeepAliveResponse::getID, LeaseKeepAliveResponse::getTTL)
                .containsExactly(tuple(2L, 20L), tuple(1L, 10L), tuple(3L, 0L));
        assertThat(stream.isEnded()).isFalse();
        stream.inlet().halfClose();
        assertThat(stream.isEnded()).isTrue();
        assertThat(stream.error()).isNull();
    }

    @Test
    void theHeaderIsNotAfterTheEndOfTheLease() {
        world.grant(1, 10);
        world.put("a", 1);
        renew(1);
        world.advance(Duration.ofSeconds(10));
        renew(1);
        assertThat(stream.heard(LeaseKeepAliveResponse.class))
                .extracting(reply -> reply.getHeader().getRevision())
                .containsExactly(2L, 3L);
    }

    @Test
    void nothingIsSaidToAClientThatWentAway() {
        world.grant(1, 10);
        stream.inlet().cancel();
        renew(1);
        stream.inlet().halfClose();
        assertThat(stream.heard(LeaseKeepAliveResponse.class)).isEmpty();
        assertThat(stream.isEnded()).isFalse();
    }

    private void renew(long id) {
        stream.inlet().message(LeaseKeepAliveRequest.newBuilder().setID(id).build());
    }
}
