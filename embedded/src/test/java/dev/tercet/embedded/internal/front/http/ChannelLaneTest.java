package dev.tercet.embedded.internal.front.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.netty.shaded.io.netty.channel.DefaultEventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelLaneTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ChannelLane lane = new ChannelLane(loop, () -> done.add("emptied"));

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void aTaskThatThrowsHoldsUpNobody() {
        lane.run(() -> {
            throw new IllegalStateException("a mistake");
        });
        lane.run(() -> done.add("the next"));
        await().untilAsserted(() -> assertThat(done).contains("the next").endsWith("emptied"));
        assertThat(lane.pending()).isZero();
    }

    @Test
    void whatComesInsideATaskComesAfterIt() {
        lane.run(() -> {
            lane.run(() -> done.add("inner"));
            done.add("outer");
        });
        await().untilAsserted(() -> assertThat(done).containsExactly("outer", "inner", "emptied"));
    }
}
