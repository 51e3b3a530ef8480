package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.connection.Tls;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.spi.engine.EngineChoice;
import dev.tercet.spi.engine.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An engine by itself, with rows that are not of v3. */
class OpenEngineTest {
    private static final Rpc<String, String> READ = Rpc.of("other", "Read", "/read", Rpc.Kind.READ);
    private static final Rpc<String, String> WRITE = Rpc.of("other", "Write", "/write", Rpc.Kind.WRITE);
    private static final Rpc<String, String> PROBE = Rpc.of("other", "Probe", "/probe", Rpc.Kind.READ);
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(30));

    private final PostOffice post = new PostOffice();

    private EngineChoice<String> choice(boolean plainBesideTls, boolean retries) {
        return new EngineChoice<>(post, PROBE, "are you well?", plainBesideTls, retries, false);
    }

    private CallEngine engine(String... endpoints) {
        return EtcdClient.builder().endpoints(endpoints).buildEngine(choice(false, true));
    }

    @Test
    void theReplyIsMappedOnTheThreadItComesOnAndDependentsRunElsewhere() throws Exception {
        AtomicReference<String> mappedOn = new AtomicReference<>("");
        AtomicReference<String> dependentOn = new AtomicReference<>("");
        try (CallEngine engine = engine("a:1")) {
            CompletableFuture<Integer> length = engine.call(READ, "question", OPTIONS, reply -> {
                mappedOn.set(Thread.currentThread().getName());
                return reply.length();
            });
            CompletableFuture<Void> after =
                    length.thenRun(() -> dependentOn.set(Thread.currentThread().getName()));
            Thread io = new Thread(() -> post.letter("question").reply("answer"), "io");
            io.start();

            // Not the first future itself: who waits in its get() may be who runs its dependents.
            after.get(5, TimeUnit.SECONDS);
            assertThat(length).isCompletedWithValue(6);
            io.join(5_000);
        }
        assertThat(mappedOn).hasValue("io");
        assertThat(dependentOn.get()).startsWith("tercet-callback-");
    }

    @Test
    void whatTheMappingThrowsFailsTheFuture() {
        try (CallEngine engine = engine("a:1")) {
            for (Throwable thrown : List.of(new IllegalStateException("odd"), new AssertionError("odder"))) {
                CompletableFuture<String> future = engine.call(READ, "question", OPTIONS, reply -> {
                    throw OpenEngineTest.<RuntimeException>sneaky(thrown);
                });
                post.letter("question").reply("answer");

                assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isSameAs(thrown);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void endingTheFutureCancelsTheCall() {
        List<UnaryOperator<CompletableFuture<String>>> ways = List.of(
                future -> {
                    future.cancel(true);
                    return future;
                },
                future -> {
                    future.complete("enough");
                    return future;
                },
                future -> future.orTimeout(1, TimeUnit.MILLISECONDS));
        try (CallEngine engine = engine("a:1")) {
            for (UnaryOperator<CompletableFuture<String>> way : ways) {
                way.apply(engine.call(WRITE, "letter", OPTIONS, reply -> reply));

                await().untilAsserted(() ->
                        assertThat(post.letter("letter").cancelled).isTrue());
            }
        }
    }

    @Test
    void aReadGoesElsewhereAndAWriteDoesNot() {
        try (CallEngine engine = engine("a:1", "b:1")) {
            CompletableFuture<String> read = engine.call(READ, "question", OPTIONS, reply -> reply);
            post.letter("question").lose();
            post.letter("question").reply("answer");
            assertThat(read.join()).isEqualTo("answer");
            assertThat(post.letters("question")).hasSize(2).doesNotHaveDuplicates();

            CompletableFuture<String> write = engine.call(WRITE, "order", OPTIONS, reply -> reply);
            post.letter("order").lose();
            assertThatThrownBy(() -> Waiting.on(write, "order", Outcome.UNKNOWN))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(post.letters("order")).hasSize(1);
        }
    }

    @Test
    void withoutRetriesEveryCallHasOneAttempt() {
        try (CallEngine engine = EtcdClient.builder().endpoints("a:1", "b:1").buildEngine(choice(false, false))) {
            CompletableFuture<String> read = engine.call(READ, "question", OPTIONS, reply -> reply);
            post.letter("question").fail(StatusCode.UNAVAILABLE, "no route", Reach.NEVER_LEFT);

            assertThatThrownBy(() -> Waiting.on(read, "question", Outcome.NOT_APPLIED))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("question at http://")
                    .hasMessageContaining("no route");
            assertThat(post.letters("question")).hasSize(1);
        }
    }

    @Test
    void anEndpointThatWasSetAsideIsAskedTheDialectsOwnQuestion() {
        try (CallEngine engine = engine("a:1", "b:1")) {
            engine.callAt(Endpoint.parse("a:1", false), READ, "question", OPTIONS, reply -> reply);
            post.letter("question").lose();

            assertThat(post.letter("are you well?").to).isEqualTo("http://a:1");
        }
    }

    @Test
    void aDialectThatStaysIsAtOneEndpointUntilThatFails() {
        EngineChoice<String> staying = new EngineChoice<>(post, PROBE, "are you well?", false, true, true);
        try (CallEngine engine = EtcdClient.builder().endpoints("a:1", "b:1").buildEngine(staying)) {
            for (String order : List.of("one", "two", "three")) {
                engine.call(WRITE, order, OPTIONS, reply -> reply);
                assertThat(post.letter(order).to).isEqualTo("http://a:1");
            }
            post.letter("two").lose();
            for (String order : List.of("four", "five", "six")) {
                engine.call(WRITE, order, OPTIONS, reply -> reply);
                assertThat(post.letter(order).to).isEqualTo("http://b:1");
            }
        }
    }

    @Test
    void callsCanBeMadeAtOneEndpoint() {
        try (CallEngine engine = engine("a:1", "b:1")) {
            for (Endpoint endpoint : engine.endpoints()) {
                engine.callAt(endpoint, READ, "at " + endpoint, OPTIONS, reply -> reply);
                assertThat(post.letter("at " + endpoint).to).isEqualTo(endpoint.toString());
            }
            assertThatThrownBy(() -> engine.callAt(new Endpoint("http", "c", 1), READ, "x", OPTIONS, reply -> reply))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("endpoint \"http://c:1\" is not one of this engine's: [http://a:1, http://b:1]");
        }
    }

    @Test
    void anEndpointThatIsAddedIsGoneToAlsoByCallsUnderWay() {
        try (CallEngine engine = engine("a:1")) {
            CompletableFuture<String> read = engine.call(READ, "question", OPTIONS, reply -> reply);
            assertThat(engine.add(new Endpoint("http", "b", 1))).isTrue();
            assertThat(engine.add(new Endpoint("http", "b", 1))).isFalse();
            assertThat(engine.endpoints()).extracting(Endpoint::toString).containsExactly("http://a:1", "http://b:1");
            post.letter("question").lose();

            await().untilAsserted(
                            () -> assertThat(post.letters("question")).containsExactly("http://a:1", "http://b:1"));
            post.letter("question").reply("answer");
            assertThat(read.join()).isEqualTo("answer");
        }
    }

    @Test
    void noEndpointIsAddedThatCouldNotHaveBeenGiven() {
        EtcdClientBuilder secured = EtcdClient.builder().tls(Tls.system()).endpoints("https://a:1");
        try (CallEngine engine = secured.buildEngine(choice(false, true))) {
            assertThatThrownBy(() -> engine.add(new Endpoint("http", "b", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not encrypted, but TLS was set up");
            assertThatThrownBy(() -> engine.add(new Endpoint("grpc+https", "b", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("asks for the transport grpc");
        }
        try (CallEngine engine = secured.buildEngine(choice(true, true))) {
            assertThat(engine.add(new Endpoint("http", "b", 1))).isTrue();
        }
    }

    @Test
    void plainEndpointsMayBeBesideTls() {
        EtcdClientBuilder mixed = EtcdClient.builder().tls(Tls.system()).endpoints("http://a:1", "b:1");
        assertThatThrownBy(() -> mixed.buildEngine(choice(false, true))).isInstanceOf(IllegalArgumentException.class);

        try (CallEngine engine = mixed.buildEngine(choice(true, true))) {
            assertThat(engine.endpoints()).extracting(Endpoint::toString).containsExactly("http://a:1", "https://b:1");
        }
    }

    @Test
    void whatAnEngineWouldNotHeedIsRefused() {
        List<UnaryOperator<EtcdClientBuilder>> odd = List.of(
                builder -> builder.transport(post),
                builder -> builder.credentials("root", "secret"),
                builder -> builder.namespace("app/"));
        for (UnaryOperator<EtcdClientBuilder> option : odd) {
            EtcdClientBuilder builder = option.apply(EtcdClient.builder().endpoints("a:1"));
            assertThatThrownBy(() -> builder.buildEngine(choice(false, true)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("leave transport(...), credentials(...) and namespace(...) out");
        }
        assertThatThrownBy(() -> EtcdClient.builder().buildEngine(choice(false, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no endpoints given");
    }

    @Test
    void closingEndsEverything() {
        CallEngine engine = engine("a:1");
        AtomicReference<Boolean> toldWhileOpen = new AtomicReference<>();
        Runnable calledOff = engine.onClose(() -> toldWhileOpen.set(false));
        calledOff.run();
        CompletableFuture<String> waiting = engine.call(WRITE, "order", OPTIONS, reply -> reply);
        engine.onClose(() -> toldWhileOpen.set(!waiting.isDone()));
        engine.close();
        engine.close();

        assertThat(toldWhileOpen).hasValue(true);
        assertThat(engine.isClosed()).isTrue();
        assertThat(engine.add(new Endpoint("http", "b", 1))).isFalse();
        assertThatThrownBy(() -> Waiting.on(waiting, "order", Outcome.UNKNOWN))
                .isInstanceOfSatisfying(
                        ClientClosedException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThatThrownBy(() -> Waiting.on(engine.call(READ, "x", OPTIONS, reply -> reply), "x", Outcome.NOT_APPLIED))
                .isInstanceOf(ClientClosedException.class);
        assertThat(post.open()).isZero();
    }

    @Test
    void theTimerAndTheClockAreTheEngines() throws Exception {
        CompletableFuture<Long> rang = new CompletableFuture<>();
        try (CallEngine engine = engine("a:1")) {
            long start = engine.nanoTime();
            engine.timer().schedule(20_000_000, () -> rang.complete(engine.nanoTime() - start));

            assertThat(rang.get(5, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(20_000_000);
        }
    }

    @Test
    void whoWaitsIsThrownWhatHappenedWithHisOwnStack() {
        try (CallEngine engine = engine("a:1")) {
            CompletableFuture<String> write = engine.call(WRITE, "order", OPTIONS, reply -> reply);
            Thread io = new Thread(() -> post.letter("order").lose(), "io");
            io.start();

            assertThatThrownBy(() -> Waiting.on(write, "order", Outcome.UNKNOWN))
                    .isInstanceOf(UnavailableException.class)
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .extracting(StackTraceElement::getClassName)
                            .contains(OpenEngineTest.class.getName()));
        }
    }

    @Test
    void anInterruptCancelsWhatIsWaitedFor() {
        try (CallEngine engine = engine("a:1")) {
            CompletableFuture<String> write = engine.call(WRITE, "order", OPTIONS, reply -> reply);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> Waiting.on(write, "order", Outcome.UNKNOWN))
                    .isInstanceOf(InterruptedEtcdException.class)
                    .hasMessage("order: interrupted while waiting; it may or may not have been applied");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(post.letter("order").cancelled).isTrue();
        }
    }

    @Test
    void onAnInterruptedThreadNothingIsSent() {
        try (CallEngine engine = engine("a:1")) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> Waiting.on(
                            "order", Outcome.UNKNOWN, () -> engine.call(WRITE, "order", OPTIONS, reply -> reply)))
                    .isInstanceOfSatisfying(
                            InterruptedEtcdException.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                    .hasMessage("order: not sent, since the thread was already interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(post.letters("order")).isEmpty();
        }
    }
}
