package dev.tercet.embedded.internal.concurrency;

import static dev.tercet.embedded.internal.concurrency.QueueWorld.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.rpc.TestStream;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads change what is observed: every change is told once, in order, by one thread at a time. */
class ObserveStressTest {
    private static final int THREADS = 4;
    private static final int PUTS = 1_000;

    @Test
    @Timeout(60)
    void everyChangeIsToldInOrder() throws InterruptedException {
        QueueWorld world = new QueueWorld();
        TestStream stream = world.front.open("v3electionpb.Election/Observe", TestFront.ANYBODY);
        stream.inlet().message(LeaderRequest.newBuilder().setName(bytes("e")).build());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < PUTS; i++) {
                    world.put("e/1", "");
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        // A word that came while another thread spoke is said by that thread: none is left when all are done.
        assertThat(stream.heard(LeaderResponse.class))
                .extracting(reply -> reply.getHeader().getRevision())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 1 + THREADS * PUTS).boxed().toList());
    }
}
