package dev.tercet.embedded.internal.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.embedded.internal.rpc.TestCall;
import dev.tercet.proto.v3lockpb.LockResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many take, give up and give back one lock at once: at most one holds it, and nobody who waits is forgotten. */
class LockStressTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 300;

    private final QueueWorld world = new QueueWorld();
    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    @Timeout(120)
    void oneAtATimeAndNobodyIsForgotten() throws InterruptedException {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed + t);
            long lease = t + 1;
            world.grant(lease, 1_000_000);
            Thread thread = new Thread(() -> play(lease, random));
            thread.setUncaughtExceptionHandler((self, failure) -> failures.add(failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(most.get()).as("seed %d", seed).isEqualTo(1);
        assertThat(taken.get()).as("seed %d", seed).isPositive();
        assertThat(world.waiters.waiting()).isZero();
    }

    private void play(long lease, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            TestCall call = world.lock("a", lease);
            if (random.nextInt(4) == 0) {
                call.cancel();
                // It may have had it already.
                world.delete("a/" + lease);
                continue;
            }
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(call::isDone);
            LockResponse held = (LockResponse) call.reply();
            most.accumulateAndGet(holders.incrementAndGet(), Math::max);
            taken.incrementAndGet();
            Thread.yield();
            holders.decrementAndGet();
            world.delete(held.getKey().toStringUtf8());
        }
    }
}
