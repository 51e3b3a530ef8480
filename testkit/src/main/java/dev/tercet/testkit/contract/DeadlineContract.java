package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.AsyncKv;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.testkit.internal.LoopbackPorts;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.UnaryCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One deadline for the whole of a call, and cancellation that reaches the server.
 *
 * @since 0.1
 */
public interface DeadlineContract extends ScriptedContract {
    /** What the calls below are given. */
    Duration SHORT = Duration.ofMillis(500);

    /** By when they have to be over, on a busy machine. */
    Duration SOON = Duration.ofMillis(2500);

    @Test
    default void aWriteThatIsNotAnsweredEndsWithTheDeadline() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod()).always(Answer.silence());
            Expect.within(Duration.ofMillis(400), SOON, () -> {
                EtcdException failure = Expect.temporary(
                        ErrorCode.TIMEOUT,
                        Outcome.UNKNOWN,
                        () -> etcd.withTimeout(SHORT).kv().put("the-key", "v"));
                assertThat(failure)
                        .isInstanceOf(EtcdTimeoutException.class)
                        .hasMessageContaining("the-key")
                        .hasMessageContaining(endpointOf(server));
            });
            server.unary(KVGrpc.getPutMethod()).awaitCall(1).awaitCancelled();
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(1);
        });
    }

    @Test
    default void aReadThatIsNotAnsweredEndsWithTheDeadline() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.silence());
            Expect.within(Duration.ofMillis(400), SOON, () -> {
                EtcdException failure =
                        Expect.failure(() -> etcd.withTimeout(SHORT).kv().getString("k"));
                assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
            });
        });
    }

    @Test
    default void nothingListening() throws Throwable {
        int port = LoopbackPorts.take();
        // To be refused takes an attempt, and the first of a JVM has classes to load.
        Duration enough = Duration.ofSeconds(2);
        try (Subject etcd = connect(List.of("http://127.0.0.1:" + port), b -> b.timeout(enough))) {
            Expect.within(Duration.ZERO, SOON.plus(enough), () -> {
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.code()).isIn(ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("refused");
            });
        } finally {
            LoopbackPorts.release(List.of(port));
        }
    }

    @Test
    default void aServerThatAcceptsConnectionsAndNeverSpeaks() throws Throwable {
        requires(Capability.CONNECTION_FAULTS);
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0))) {
            proxy.neverConnect();
            try (Subject etcd = connect(List.of(proxy.endpoint()), b -> b.timeout(SHORT))) {
                Expect.within(Duration.ZERO, SOON, () -> {
                    EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                    assertThat(failure.code()).isIn(ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE);
                    assertThat(failure).hasMessageContaining(proxy.endpoint());
                });
            }
        }
    }

    @Test
    default void aLongWayTakesTimeButNoTurns() throws Throwable {
        requires(Capability.CONNECTION_FAULTS);
        String prefix = fresh();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject etcd = connect(List.of(proxy.endpoint()))) {
            etcd.kv().put(prefix, "v");
            proxy.delay(Duration.ofMillis(300));
            Expect.within(Duration.ofMillis(400), SOON, () -> {
                Expect.temporary(
                        ErrorCode.TIMEOUT,
                        Outcome.UNKNOWN,
                        () -> etcd.withTimeout(SHORT).kv().put(prefix + "late", "v"));
                Expect.failure(() -> etcd.withTimeout(SHORT).kv().getString(prefix));
            });
            // On their way together: one after another they would take half a minute.
            Expect.within(Duration.ofMillis(600), SOON, () -> {
                List<CompletableFuture<PutResult>> writes = IntStream.range(0, 50)
                        .mapToObj(i -> etcd.client().async().kv().put(prefix + i, "v"))
                        .toList();
                for (CompletableFuture<PutResult> write : writes) {
                    Within.seconds(10, write);
                }
            });
            boolean shared = target().lacks(Capability.HTTP2).isEmpty();
            // Over HTTP/1.1 each that is on its way has one of its own, and one that is given up costs it.
            assertThat(proxy.connectionsOpened()).isLessThanOrEqualTo(shared ? 1 : 52);
        }
        // Nobody knew, but it was done.
        assertThat(etcd().kv().getString(prefix + "late")).contains("v");
    }

    @Test
    default void theDeadlineCoversRepetitions() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod())
                    .always(Answer.failure(Messages.unavailable("etcdserver: leader changed")));
            Expect.within(
                    Duration.ZERO,
                    SOON,
                    () -> Expect.failure(() -> etcd.withTimeout(SHORT).kv().getString("k")));
            assertThat(server.unary(KVGrpc.getRangeMethod()).count()).isBetween(2, 100);
        });
    }

    @Test
    default void theDeadlineCoversAuthentication() throws Throwable {
        scripted(b -> b.credentials(Credentials.of("ann", "secret")), (server, etcd) -> {
            server.unary(AuthGrpc.getAuthenticateMethod()).always(Answer.silence());
            Expect.within(Duration.ofMillis(400), SOON, () -> {
                EtcdException failure =
                        Expect.failure(() -> etcd.withTimeout(SHORT).kv().put("k", "v"));
                assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isZero();
        });
    }

    @Test
    default void theNearestDeadlineCounts() throws Throwable {
        scripted(b -> b.timeout(Duration.ofSeconds(60)), (server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.silence());
            Subject view = etcd.withTimeout(Duration.ofSeconds(60));
            CallOptions own = CallOptions.DEFAULT.withTimeout(SHORT);
            Expect.within(
                    Duration.ofMillis(400),
                    SOON,
                    () -> Expect.failure(() -> view.kv().with(own).getString("k")));
        });
    }

    @Test
    default void aCancelledFutureCancelsAtTheServer() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.silence());
            server.unary(KVGrpc.getPutMethod()).always(Answer.silence());
            server.unary(KVGrpc.getTxnMethod()).always(Answer.silence());
            server.unary(LeaseGrpc.getLeaseGrantMethod()).always(Answer.silence());
            AsyncEtcdClient async = etcd.client().async();
            AsyncKv inside = etcd.client().withNamespace("ns/").async().kv();
            List<CompletableFuture<?>> futures = List.of(
                    async.kv().get(Get.of("k")),
                    async.kv().get("k"),
                    async.kv().getString("k"),
                    inside.get("k"),
                    async.kv().put("k", "v"),
                    inside.put("k", "v"),
                    async.kv().txnOrThrow(Txn.all(Put.of("k", "v"))),
                    async.leases().grant(Duration.ofSeconds(5)),
                    async.leases().keep(Duration.ofSeconds(5)));
            server.unary(KVGrpc.getRangeMethod()).awaitCall(4);
            server.unary(KVGrpc.getPutMethod()).awaitCall(2);
            server.unary(KVGrpc.getTxnMethod()).awaitCall(1);
            server.unary(LeaseGrpc.getLeaseGrantMethod()).awaitCall(2);
            futures.forEach(future -> future.cancel(true));
            server.unary(KVGrpc.getRangeMethod()).calls().forEach(UnaryCall::awaitCancelled);
            server.unary(KVGrpc.getPutMethod()).calls().forEach(UnaryCall::awaitCancelled);
            server.unary(KVGrpc.getTxnMethod()).calls().forEach(UnaryCall::awaitCancelled);
            server.unary(LeaseGrpc.getLeaseGrantMethod()).calls().forEach(UnaryCall::awaitCancelled);
            assertThat(futures).allMatch(CompletableFuture::isCancelled);
        });
    }

    @Test
    default void aFutureThatIsGivenUpOtherwiseCancelsAtTheServerToo() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.silence());
            AsyncKv kv = etcd.client().async().kv();
            CompletableFuture<?> late = kv.get(Get.of("k")).orTimeout(500, TimeUnit.MILLISECONDS);
            CompletableFuture<?> alsoLate = kv.getString("k").orTimeout(500, TimeUnit.MILLISECONDS);
            server.unary(KVGrpc.getRangeMethod()).awaitCall(2);
            server.unary(KVGrpc.getRangeMethod()).calls().forEach(UnaryCall::awaitCancelled);
            assertThat(late).isCompletedExceptionally();
            assertThat(alsoLate).isCompletedExceptionally();
        });
    }

    @Test
    default void anInterruptedCallerCancelsAtTheServer() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod()).always(Answer.silence());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                try {
                    etcd.client().kv().put("k", "v");
                } catch (InterruptedEtcdException e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            UnaryCall<?, ?> call = server.unary(KVGrpc.getPutMethod()).awaitCall(1);
            caller.interrupt();
            caller.join(5_000);
            assertThat(caller.isAlive()).isFalse();
            call.awaitCancelled();
            assertThat(flag).isTrue();
            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            InterruptedEtcdException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        });
    }

    @Test
    default void closingEndsACallThatNobodyAnswers() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod()).always(Answer.silence());
            CompletableFuture<?> write = etcd.client().async().kv().put("k", "v");
            server.unary(KVGrpc.getPutMethod()).awaitCall(1);
            Expect.within(Duration.ZERO, Duration.ofSeconds(6), etcd::close);
            EtcdException failure = Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> Within.seconds(1, write));
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            server.unary(KVGrpc.getPutMethod()).awaitCall(1).awaitCancelled();
        });
    }

    @Test
    default void aConnectionThatIsNotMadeInItsTimeIsTriedAnew() throws Throwable {
        requires(Capability.SCRIPTS, Capability.CONNECTION_FAULTS);
        try (ScriptedServer server = ScriptedServer.start();
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(server))) {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.reply(Messages.range(5)));
            proxy.neverConnect();
            try (Subject etcd = connect(
                    List.of(proxy.endpoint()),
                    // Over HTTP/1.1 there is a connection as soon as TCP has one; that nobody speaks on it is another
                    // thing.
                    b -> b.connectTimeout(Duration.ofMillis(300))
                            .keepAlive(Duration.ofSeconds(10), Duration.ofMillis(300))
                            .timeout(Duration.ofSeconds(30)))) {
                CompletableFuture<?> get = etcd.client().async().kv().get("k");
                Eventually.await().until(() -> proxy.connectionsOpened() >= 3);
                assertThat(get).isNotDone();
                proxy.restore();
                Within.seconds(10, get);
            }
        }
    }
}
