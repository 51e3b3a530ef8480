package dev.tercet.recipes.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.spi.StatusCode;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those who wait while no server answers, for longer than a call may take. */
@EtcdTest
class PatienceTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    // For who waits: one call is not enough for it.
    private static final Duration HASTE = Duration.ofMillis(60);

    private EtcdClient etcd;
    private Recipes hasty;

    /** What is waited for: closed at first, and how it opens. */
    enum Gate {
        BARRIER {
            @Override
            void close(Recipes recipes) {
                recipes.barrier("gate").hold();
            }

            @Override
            void open(Recipes recipes) {
                recipes.barrier("gate").release();
            }

            @Override
            CompletableFuture<Void> pass(Recipes recipes) {
                return recipes.barrier("gate").awaitAsync();
            }

            @Override
            CompletableFuture<Void> pass(Recipes recipes, Duration timeout) {
                return recipes.barrier("gate").awaitAsync(timeout);
            }
        },
        LATCH {
            @Override
            void close(Recipes recipes) {
                recipes.countdownLatch("gate").trySet(1);
            }

            @Override
            void open(Recipes recipes) {
                recipes.countdownLatch("gate").countDown();
            }

            @Override
            CompletableFuture<Void> pass(Recipes recipes) {
                return recipes.countdownLatch("gate").awaitAsync();
            }

            @Override
            CompletableFuture<Void> pass(Recipes recipes, Duration timeout) {
                return recipes.countdownLatch("gate").awaitAsync(timeout);
            }
        };

        abstract void close(Recipes recipes);

        abstract void open(Recipes recipes);

        abstract CompletableFuture<Void> pass(Recipes recipes);

        abstract CompletableFuture<Void> pass(Recipes recipes, Duration timeout);
    }

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        hasty = Recipes.of(client.withTimeout(HASTE));
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** More often than a single call does in its time. */
    private static void askedAgain(LiveFault down) {
        await().until(() -> down.struck() > 12);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstReadFindsNoServer(Gate gate, Faults faults) throws Exception {
        Recipes recipes = Recipes.of(etcd);
        gate.close(recipes);
        CompletableFuture<Void> wait;
        try (LiveFault down = faults.add(Fault.unavailable())) {
            wait = gate.pass(hasty);
            askedAgain(down);
            assertThat(wait).isNotDone();
        }
        assertThat(wait).isNotDone();
        gate.open(recipes);
        done(wait);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDoesNotAnswer(Gate gate, Faults faults) throws Exception {
        Recipes recipes = Recipes.of(etcd);
        gate.close(recipes);
        CompletableFuture<Void> wait;
        try (LiveFault silent = faults.add(Fault.silent())) {
            wait = gate.pass(hasty);
            await().until(() -> silent.struck() > 2);
            assertThat(wait).isNotDone();
        }
        gate.open(recipes);
        done(wait);
    }

    @ParameterizedTest
    @EnumSource
    void aLaterReadFindsNoServer(Gate gate, Faults faults) throws Exception {
        Recipes recipes = Recipes.of(etcd);
        gate.close(recipes);
        CompletableFuture<Void> wait = gate.pass(hasty);
        await().until(() -> !wait.isDone());
        faults.holdWatches();
        gate.open(recipes);
        // Another revision, so that the one after the read can be compacted.
        etcd.kv().put("other", "");
        try (LiveFault down = faults.add(Fault.unavailable().on("Range", "Txn"))) {
            faults.compactUnderWatches();
            faults.releaseWatches();
            askedAgain(down);
            assertThat(wait).isNotDone();
        }
        done(wait);
    }

    @ParameterizedTest
    @EnumSource
    void itsTimeIsOverWhileNoServerAnswers(Gate gate, Faults faults) {
        Recipes recipes = Recipes.of(etcd);
        gate.close(recipes);
        try (LiveFault down = faults.add(Fault.unavailable())) {
            for (EtcdClient client :
                    new EtcdClient[] {etcd.withTimeout(HASTE), etcd.withTimeout(Duration.ofMinutes(1))}) {
                assertThatThrownBy(() -> done(gate.pass(Recipes.of(client), SHORT)))
                        .cause()
                        .isInstanceOfSatisfying(
                                EtcdTimeoutException.class,
                                late -> assertThat(late.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                        .hasMessageContaining("gate")
                        .hasMessageContaining("as far as is known")
                        .hasCauseInstanceOf(TransientEtcdException.class);
            }
            assertThat(down.struck()).isPositive();
        }
        assertThatThrownBy(() -> done(gate.pass(recipes, SHORT)))
                .cause()
                .isInstanceOf(EtcdTimeoutException.class)
                .hasNoCause()
                .hasMessageNotContaining("known");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalEndsIt(Gate gate, Faults faults) {
        faults.add(Fault.error(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied"));
        assertThatThrownBy(() -> done(gate.pass(hasty))).hasCauseInstanceOf(PermissionDeniedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aClosedClientEndsIt(Gate gate, EmbeddedEtcd server, Faults faults) {
        gate.close(Recipes.of(etcd));
        CompletableFuture<Void> wait;
        try (LiveFault down = faults.add(Fault.unavailable())) {
            try (EtcdClient other = server.clientBuilder().timeout(HASTE).build()) {
                wait = gate.pass(Recipes.of(other));
                askedAgain(down);
            }
            assertThatThrownBy(() -> done(wait)).hasCauseInstanceOf(ClientClosedException.class);
        }
    }

    @Test
    void itIsCancelledWhileNoServerAnswers(Faults faults) {
        CompletableFuture<Void> wait;
        try (LiveFault down = faults.add(Fault.unavailable())) {
            wait = hasty.barrier("gate").awaitAsync();
            askedAgain(down);
            assertThat(wait.cancel(true)).isTrue();
        }
    }

    @Test
    void whoEnteredADoubleBarrierWaitsForServers(Faults faults) throws Exception {
        // Long enough for the call that enters, which is made once.
        EtcdClient brief = etcd.withTimeout(Duration.ofMillis(300));
        try (Session ann = Recipes.of(brief).openSession(Duration.ofSeconds(60));
                Session bob = Recipes.of(etcd).openSession(Duration.ofSeconds(60))) {
            CompletableFuture<Void> in;
            // The first transaction is the one that enters.
            try (LiveFault down = faults.add(Fault.unavailable().on("Txn").after(1))) {
                in = ann.doubleBarrier("meet", 2).enterAsync();
                askedAgain(down);
                assertThat(in).isNotDone();
            }
            bob.doubleBarrier("meet", 2).enter(Duration.ofSeconds(10));
            done(in);
            CompletableFuture<Boolean> out = ann.doubleBarrier("meet", 2).leaveAsync();
            assertThat(bob.doubleBarrier("meet", 2).leave()).isTrue();
            assertThat(done(out)).isTrue();
            assertThat(etcd.kv().get(Get.prefix("meet").countOnly()).count()).isZero();
        }
    }
}
