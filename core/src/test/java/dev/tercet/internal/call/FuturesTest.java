package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.Drainer;
import dev.tercet.internal.delivery.InPlace;
import dev.tercet.internal.endpoint.Candidate;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.schedule.Wheel;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.KvRpcs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both views of a call, on real threads: where its dependents run, and how it is given up. */
class FuturesTest {
    private final FakeTransport wire = new FakeTransport();
    private final Wheel wheel = new Wheel();
    private final ExecutorService callbacks = Executors.newFixedThreadPool(2, task -> new Thread(task, "callback"));
    private final ExecutorService io = Executors.newSingleThreadExecutor(task -> new Thread(task, "io"));
    private final Callbacks told = new Drainer(callbacks, wheel);
    private final Engine engine = new Engine(
            new Endpoints(List.of(Candidate.of(new Endpoint("http", "e0", 2379))), List.of(wire), wheel),
            wheel,
            Credentials.NONE,
            CallOptions.DEFAULT);

    @AfterEach
    void close() throws InterruptedException {
        engine.close();
        wheel.close();
        wheel.join(5_000);
        for (ExecutorService executor : List.of(callbacks, io)) {
            executor.shutdown();
            assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private CompletableFuture<PutResult> put() {
        return FutureResult.of(told, engine, KvRpcs.PUT, Rig.PUT, Rig.within(30));
    }

    private CompletableFuture<PutResult> putInPlace() {
        return FutureResult.of(new InPlace(told), engine, KvRpcs.PUT, Rig.PUT, Rig.within(30));
    }

    private void replyFromIo() {
        FakeTransport.Call<?, ?> last = wire.last();
        io.execute(() -> last.reply(Rig.WAS_PUT));
    }

    @Test
    void noDependentRunsOnTheTransportsThread() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Runnable here = () -> threads.add(Thread.currentThread().getName());
        CompletableFuture<PutResult> first = put();
        CompletableFuture<Void> applied = first.thenAccept(result -> here.run());
        CompletableFuture<Void> handled =
                first.handle((result, failure) -> null).thenRun(here);
        CompletableFuture<Void> async = first.thenRunAsync(here);
        CompletableFuture<Void> all = CompletableFuture.allOf(first).thenRun(here);
        CompletableFuture<PutResult> composed = first.thenCompose(result -> {
            here.run();
            return put();
        });
        CompletableFuture<Void> afterwards = composed.thenAccept(result -> here.run());
        CompletableFuture<Void> failing = first.thenRun(() -> {
                    throw new IllegalStateException("thrown by the test");
                })
                .exceptionally(thrown -> {
                    here.run();
                    return null;
                });
        replyFromIo();
        await().until(() -> wire.calls.size() == 2);
        replyFromIo();

        CompletableFuture.allOf(applied, handled, async, all, afterwards, failing)
                .get(5, TimeUnit.SECONDS);
        assertThat(threads).containsExactly("callback");
    }

    @Test
    void inPlaceDependentsRunOnTheTransportsThread() throws Exception {
        // A future each: the thread of an asynchronous stage helps with the stages beside it.
        CompletableFuture<String> here =
                putInPlace().thenApply(result -> Thread.currentThread().getName());
        replyFromIo();
        assertThat(here.get(5, TimeUnit.SECONDS)).isEqualTo("io");

        CompletableFuture<String> apart =
                putInPlace().thenApplyAsync(result -> Thread.currentThread().getName());
        replyFromIo();
        assertThat(apart.get(5, TimeUnit.SECONDS)).isEqualTo("callback");
    }

    @Test
    void inPlaceABlockingCallIsRefusedBeforeItIsSent() throws Exception {
        CompletableFuture<Void> waiting = putInPlace().thenRun(() -> engine.await(KvRpcs.PUT, Rig.PUT, Rig.within(30)));
        replyFromIo();

        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("put \"k\": not begun")
                .hasMessageContaining("asynchronous view");
        assertThat(wire.calls).hasSize(1);
    }

    @Test
    void aFailureIsTheExceptionItselfToTheFutureAndTheCauseToItsDependents() {
        CompletableFuture<PutResult> future = put();
        CompletableFuture<Long> revision = future.thenApply(PutResult::revision);
        wire.last().refuse("etcdserver: mvcc: database space exceeded");

        assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(EtcdException.class);
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(EtcdException.class);
        assertThatThrownBy(revision::join).hasCauseInstanceOf(EtcdException.class);
    }

    @Test
    void cancellingReachesTheTransport() {
        CompletableFuture<PutResult> future = put();
        assertThat(future.cancel(true)).isTrue();

        assertThat(wire.last().cancelled).isTrue();
        assertThat(future).isCancelled();
        assertThat(future.cancel(true)).isTrue();
        assertThat(wire.underWay()).isZero();
    }

    @Test
    void aTimeoutOfItsOwnReachesTheTransport() {
        CompletableFuture<PutResult> future = put().orTimeout(20, TimeUnit.MILLISECONDS);

        assertThatThrownBy(future::join).hasCauseInstanceOf(TimeoutException.class);
        await().until(() -> wire.last().cancelled);
    }

    @Test
    void aValueFromElsewhereReachesTheTransport() {
        CompletableFuture<PutResult> future = put().completeOnTimeout(Rig.WAS_PUT, 20, TimeUnit.MILLISECONDS);

        assertThat(future.join()).isSameAs(Rig.WAS_PUT);
        await().until(() -> wire.last().cancelled);
    }

    @Test
    void givingUpAfterTheReplyChangesNothing() throws Exception {
        CompletableFuture<PutResult> future = put();
        replyFromIo();
        future.get(5, TimeUnit.SECONDS);

        assertThat(future.cancel(true)).isFalse();
        assertThat(wire.last().cancelled).isFalse();
    }

    private @Nullable Throwable blocked(Runnable meanwhile, AtomicReference<@Nullable Object> value, boolean[] flag)
            throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                value.set(engine.await(KvRpcs.PUT, Rig.PUT, Rig.within(30)));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            flag[0] = Thread.currentThread().isInterrupted();
        });
        threadUnderTest = caller;
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING && wire.calls.size() == 1);
        meanwhile.run();
        caller.join(5_000);
        assertThat(caller.isAlive()).isFalse();
        return thrown.get();
    }

    private volatile @Nullable Thread threadUnderTest;

    private void interrupt() {
        Thread caller = threadUnderTest;
        if (caller != null) {
            caller.interrupt();
        }
    }

    @Test
    void aBlockedCallerGetsTheReply() throws InterruptedException {
        AtomicReference<@Nullable Object> value = new AtomicReference<>();
        Throwable thrown = blocked(this::replyFromIo, value, new boolean[1]);

        assertThat(thrown).isNull();
        assertThat(value.get()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void aBlockedCallerGetsTheExceptionWithItsOwnStack() throws InterruptedException {
        Throwable thrown = blocked(
                () -> wire.last().refuse("etcdserver: permission denied"), new AtomicReference<>(), new boolean[1]);

        assertThat(thrown).isInstanceOf(EtcdException.class).hasMessageContaining("permission denied");
        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("await"));
    }

    @Test
    void interruptingABlockedCallerCancelsTheCall() throws InterruptedException {
        boolean[] flag = new boolean[1];
        Throwable thrown = blocked(this::interrupt, new AtomicReference<>(), flag);

        assertThat(thrown)
                .isInstanceOf(InterruptedEtcdException.class)
                .hasMessage("put \"k\": interrupted while waiting; it may or may not have been applied");
        assertThat(((EtcdException) thrown).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(((EtcdException) thrown).code()).isEqualTo(ErrorCode.INTERRUPTED);
        assertThat(flag[0]).isTrue();
        assertThat(wire.last().cancelled).isTrue();
    }

    @Test
    void anInterruptBeforeItLeftIsNotApplied() throws InterruptedException {
        wire.connected = false;
        Throwable thrown = blocked(this::interrupt, new AtomicReference<>(), new boolean[1]);

        assertThat(thrown).isInstanceOf(InterruptedEtcdException.class);
        assertThat(((EtcdException) thrown).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aThreadThatIsInterruptedAlreadySendsNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> engine.await(KvRpcs.PUT, Rig.PUT, Rig.within(30)))
                    .isInstanceOfSatisfying(
                            InterruptedEtcdException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                    .hasMessage("put \"k\": not sent, since the thread was already interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(wire.calls).isEmpty();
    }

    @Test
    void aDeadlineUnparksABlockedCaller() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> engine.await(KvRpcs.PUT, Rig.PUT, Rig.within(Duration.ofMillis(50))))
                .hasMessageContaining("no reply within 50 ms");

        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
    }

    @Test
    void interruptsThatCrossRepliesLoseNeitherTheReplyNorTheFlag() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            wire.calls.clear();
            AtomicReference<@Nullable Object> came = new AtomicReference<>();
            boolean[] flag = new boolean[1];
            Thread caller = new Thread(() -> {
                try {
                    came.set(engine.await(KvRpcs.PUT, Rig.PUT, Rig.within(30)));
                } catch (InterruptedEtcdException e) {
                    came.set(e);
                }
                flag[0] = Thread.currentThread().isInterrupted();
            });
            caller.start();
            await().pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO).until(() -> wire.calls.size() == 1);
            replyFromIo();
            caller.interrupt();
            caller.join(5_000);

            assertThat(caller.isAlive()).isFalse();
            assertThat(came.get()).isNotNull();
            assertThat(flag[0] || came.get() == Rig.WAS_PUT).isTrue();
        }
    }
}
