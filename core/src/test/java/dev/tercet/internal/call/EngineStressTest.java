package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.Drainer;
import dev.tercet.internal.endpoint.Candidate;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.schedule.CallbackThreads;
import dev.tercet.internal.schedule.Wheel;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.spi.AuthRpcs.Authenticate;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything at once, on real threads: whatever the wire does, each call ends, and none is left on the wire. */
class EngineStressTest {
    private static final int THREADS = 4;
    private static final int EACH = 1_500;

    private final ExecutorService io = Executors.newFixedThreadPool(2, task -> new Thread(task, "io"));
    private final List<FakeTransport> wires =
            IntStream.range(0, 3).mapToObj(i -> new FakeTransport()).toList();
    private final Wheel wheel = new Wheel();
    private final ThreadPoolExecutor callbacks = CallbackThreads.create();
    private final Callbacks told = new Drainer(callbacks, wheel);
    private final Engine engine = new Engine(
            new Endpoints(
                    IntStream.range(0, 3)
                            .mapToObj(i -> Candidate.of(new Endpoint("http", "e" + i, 2379)))
                            .toList(),
                    List.<Transport>copyOf(wires),
                    wheel),
            wheel,
            Credentials.of("root", "secret"),
            CallOptions.DEFAULT);

    private void answer(FakeTransport.Call<?, ?> call, Random random) {
        int dice;
        synchronized (random) {
            dice = random.nextInt(100);
        }
        if (dice < 3) {
            // Silence.
            return;
        }
        Runnable answer = () -> {
            if (call.request instanceof Authenticate) {
                call.reply(Rig.token("t"));
            } else if (dice < 6) {
                call.fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
            } else if (dice < 9) {
                call.fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT);
            } else if (dice < 10) {
                call.refuse("etcdserver: invalid auth token");
            } else {
                call.reply(call.request instanceof Get ? Rig.WAS_GOT : Rig.WAS_PUT);
            }
        };
        if (dice % 7 == 0) {
            answer.run();
        } else {
            io.execute(answer);
        }
    }

    private CompletableFuture<?> ask(int number) {
        CallOptions options = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(50 + number % 200));
        return number % 2 == 0
                ? FutureResult.of(told, engine, KvRpcs.PUT, Put.of("k", "v"), options)
                : FutureResult.of(told, engine, KvRpcs.RANGE, Get.of("k"), options);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyCallEnds(boolean closing) throws InterruptedException {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        Random random = new Random(seed);
        wires.forEach(wire -> wire.onCall = call -> answer(call, random));
        Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < EACH; i++) {
                    CompletableFuture<?> future = ask(i);
                    futures.add(future);
                    if (i % 13 == 0) {
                        future.cancel(true);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        if (closing) {
            await().until(() -> futures.size() > THREADS * EACH / 3);
            engine.close();
            wheel.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(futures.stream().filter(future -> !future.isDone()))
                        .as("seed %d", seed)
                        .isEmpty());
        assertThat(futures).hasSize(THREADS * EACH).allSatisfy(EngineStressTest::endedAsPromised);
        engine.close();
        wheel.close();
        wheel.join(5_000);
        io.shutdown();
        assertThat(io.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(wires.stream().mapToLong(FakeTransport::underWay).sum())
                .as("left on the wire, seed %d", seed)
                .isZero();
        callbacks.shutdown();
        assertThat(callbacks.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void endedAsPromised(CompletableFuture<?> future) {
        if (future.isCancelled() || !future.isCompletedExceptionally()) {
            return;
        }
        Throwable failure = future.handle((value, thrown) -> thrown).join();
        assertThat(failure).isNotInstanceOf(CompletionException.class).isInstanceOf(EtcdException.class);
        EtcdException said = (EtcdException) failure;
        if (said.getMessage().startsWith("get")) {
            assertThat(said.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
        assertThat(said.getMessage().endsWith("may or may not have been applied"))
                .isEqualTo(said.outcome() == Outcome.UNKNOWN);
    }
}
