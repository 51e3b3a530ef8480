package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every call: its deadline, its end by the caller, and the end of its client. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record ClientTest(V2Target target) implements V2Contract {
    private static final Duration SHORT = Duration.ofMillis(500);

    private FaultProxy proxy() {
        requires(V2Capability.CONNECTION_FAULTS);
        return FaultProxy.inFrontOf(target.sharedEndpoints().get(0));
    }

    @Test
    void aClosedClientDoesNothingMore() {
        V2Subject own = connect();
        EtcdV2Client v2 = own.api();
        v2.set(fresh(), "1");
        own.close();
        own.close();
        Fails.with(ClientClosedException.class, () -> v2.get("/k"));
        Fails.with(ClientClosedException.class, () -> v2.set("/k", "v"));
        Fails.with(ClientClosedException.class, () -> v2.watch(V2Watch.of("/k")));
        Fails.with(ClientClosedException.class, () -> v2.lock("l").acquire());
        Fails.with(ClientClosedException.class, () -> v2.members());
        Fails.with(ClientClosedException.class, () -> v2.auth().users());
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        String key = fresh();
        String name = key.substring("/contract/".length());
        v2().lock(name).acquire();
        V2Subject own = connect();
        CompletableFuture<EtcdResult> watch = own.client().async().watch(V2Watch.of(key));
        CompletableFuture<Void> lock = own.client().async().lock(name).acquire();
        own.close();
        assertThatThrownBy(() -> Soon.of(watch)).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> Soon.of(lock)).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void aDeadlineHoldsForTheWholeCall() {
        try (FaultProxy proxy = proxy();
                V2Subject own =
                        connect(List.of(proxy.endpoint()), Wish.within(SHORT).staying())) {
            String key = fresh();
            own.client().withTimeout(Duration.ofSeconds(10)).set(key, "1");
            proxy.freeze();
            long start = System.nanoTime();
            EtcdException read =
                    Fails.with(EtcdTimeoutException.class, () -> own.api().get(key));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofSeconds(4));
            assertThat(read.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(read).hasMessageContaining(key);
            EtcdException write =
                    Fails.with(EtcdTimeoutException.class, () -> own.api().set(key, "2"));
            assertThat(write.outcome()).as(write::toString).isIn(Outcome.UNKNOWN, Outcome.NOT_APPLIED);
            proxy.restore();
            Soon.await("the client to go on").until(() -> {
                try {
                    return own.api().contains(key);
                } catch (EtcdException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void aViewHasADeadlineOfItsOwn() {
        try (FaultProxy proxy = proxy();
                V2Subject own = connect(List.of(proxy.endpoint()), Wish.STAYING)) {
            String key = fresh();
            own.client().set(key, "1");
            proxy.freeze();
            Fails.with(
                    EtcdTimeoutException.class,
                    () -> own.client().withTimeout(SHORT).get(key));
        }
    }

    @Test
    void whoIsNotThereIsToldSo() {
        requires(V2Capability.CONNECTION_FAULTS);
        try (FaultProxy proxy = proxy();
                V2Subject own =
                        connect(List.of(proxy.endpoint()), Wish.within(SHORT).staying())) {
            proxy.refuse();
            EtcdException write =
                    Fails.with(EtcdException.class, () -> own.api().set(fresh(), "1"));
            assertThat(write).isInstanceOfAny(UnavailableException.class, EtcdTimeoutException.class);
            assertThat(write.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(write).hasMessageContaining(proxy.endpoint());
            proxy.restore();
            Soon.await("the client to go on").until(() -> {
                try {
                    return own.api().set(fresh(), "2").newKey();
                } catch (EtcdException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void aConnectionThatIsCutHidesNoEvent() throws Exception {
        try (FaultProxy proxy = proxy();
                V2Subject own = connect(List.of(proxy.endpoint()), Wish.STAYING)) {
            String key = fresh();
            try (Heard heard = Heard.of(V2Watch.of(key), own.api())) {
                for (int i = 0; i < 5; i++) {
                    proxy.cut();
                    v2().set(key, i + "a");
                    v2().set(key, i + "b");
                    assertThat(heard.change().value()).contains(i + "a");
                    assertThat(heard.change().value()).contains(i + "b");
                }
            }
        }
    }

    @Test
    void whoWaitsMayBeInterrupted() throws Exception {
        Assumptions.assumeTrue(target.view() == ViewKind.BLOCKING, "nobody waits in a future");
        String key = fresh();
        String name = key.substring("/contract/".length());
        v2().lock(name).acquire();
        interrupt(() -> v2().watch(V2Watch.of(key)));
        interrupt(() -> v2().lock(name).acquire());
        Soon.await("no entry of who was interrupted")
                .until(() -> v2().get("/_locks/" + name).children().size() == 1);
    }

    private static void interrupt(Runnable call) throws Exception {
        CompletableFuture<Boolean> flagged = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> {
                    try {
                        call.run();
                        flagged.completeExceptionally(new AssertionError("the call went on to its end"));
                    } catch (InterruptedEtcdException e) {
                        flagged.complete(Thread.currentThread().isInterrupted());
                    } catch (Throwable e) {
                        flagged.completeExceptionally(e);
                    }
                },
                "interrupted-caller");
        caller.setDaemon(true);
        caller.start();
        Soon.await("the caller to wait")
                .until(() ->
                        caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING);
        caller.interrupt();
        assertThat(Soon.of(flagged)).as("the thread's flag").isTrue();
    }

    @Test
    void aFutureThatIsCancelledIsOver() {
        CompletableFuture<EtcdResult> watch = bare().async().watch(V2Watch.of(fresh()));
        assertThat(watch.cancel(true)).isTrue();
        assertThat(watch).isCancelled();
    }
}
