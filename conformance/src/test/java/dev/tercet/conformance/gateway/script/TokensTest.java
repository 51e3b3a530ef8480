package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.connection.Credentials;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens over the gateway: in the header that its age knows, one for all, replaced once for all. */
class TokensTest {
    private static final Credentials ANN = Credentials.of("ann", "the-secret");
    private static final String INVALID = "etcdserver: invalid auth token";

    private static Gateway gateway(Shape shape) {
        return Gateway.start(shape, builder -> builder.credentials(ANN));
    }

    /** Hands out the tokens t1, t2 and so on, as slowly as a password check is. */
    private static PathScript tokens(Gateway gateway) {
        AtomicInteger count = new AtomicInteger();
        HttpAnswer answer = HttpAnswer.replying(
                exchange -> "{" + Bodies.header(3) + ",\"token\":\"t" + count.incrementAndGet() + "\"}");
        return gateway.path("/auth/authenticate").always(answer.after(Duration.ofMillis(50)));
    }

    /** Answers with this token, and with a refusal all others. */
    private static HttpAnswer onlyWith(Gateway gateway, String token) {
        HttpAnswer refusal = gateway.shape().failure(401, 16, INVALID);
        return exchange -> (exchange.header(gateway.shape().tokenHeader())
                                .orElse("")
                                .equals(token)
                        ? HttpAnswer.json(Bodies.EMPTY_RANGE)
                        : refusal)
                .answer(exchange);
    }

    private static void readAtOnce(Gateway gateway) throws Exception {
        List<CompletableFuture<?>> reads = Stream.<CompletableFuture<?>>generate(
                        () -> gateway.etcd().async().kv().get("k"))
                .limit(20)
                .toList();
        CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void manyFirstCallsAuthenticateOnceAndSoDoManyThatFindTheTokenExpired(Shape shape) throws Exception {
        try (Gateway gateway = gateway(shape)) {
            PathScript authenticate = tokens(gateway);
            gateway.path("/kv/range").always(onlyWith(gateway, "t1"));
            readAtOnce(gateway);
            assertThat(authenticate.count()).isEqualTo(1);
            assertThat(authenticate.exchanges().get(0).body()).contains("ann", "the-secret");

            gateway.path("/kv/range").always(onlyWith(gateway, "t2"));
            readAtOnce(gateway);
            assertThat(authenticate.count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachOfTheThreeRefusalsGetsANewTokenAndTheWriteThrough(Shape shape) {
        List<HttpAnswer> refusals = List.of(
                shape.failure(401, 16, INVALID),
                shape.failure(400, 3, "etcdserver: revision of auth store is old"),
                shape.failure(400, 3, "etcdserver: user name is empty"));
        for (HttpAnswer refusal : refusals) {
            try (Gateway gateway = gateway(shape)) {
                PathScript authenticate = tokens(gateway);
                PathScript puts = gateway.path("/kv/put").then(refusal).always(HttpAnswer.json(Bodies.PUT));
                assertThat(gateway.etcd().kv().put("k", "v").revision()).isEqualTo(7);
                assertThat(puts.exchanges())
                        .extracting(
                                exchange -> exchange.header(shape.tokenHeader()).orElseThrow())
                        .containsExactly("t1", "t2");
                assertThat(authenticate.count()).isEqualTo(2);
            }
        }
    }

    @Test
    void aWrongPasswordIsTriedOnce() {
        try (Gateway gateway = gateway(Shape.NEW)) {
            PathScript authenticate = gateway.path("/auth/authenticate")
                    .always(Shape.NEW.failure(
                            400, 3, "etcdserver: authentication failed, invalid user ID or password"));
            EtcdException failure = catchThrowableOfType(
                    EtcdException.class, () -> gateway.etcd().kv().put("k", "v"));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure).hasMessageContaining("ann").hasMessageNotContaining("the-secret");
            assertThat(authenticate.count()).isEqualTo(1);
        }
    }

    @Test
    void aWatchThatIsRefusedForItsTokenGetsAnother() {
        try (Gateway gateway = gateway(Shape.NEW)) {
            tokens(gateway);
            PathScript watches = gateway.path("/watch")
                    .then(exchange -> exchange.chunkedHead()
                            .chunk("{\"error\":{\"code\":16,\"message\":\"" + INVALID + "\",\"details\":[]}}\n")
                            .lastChunk())
                    .then(exchange -> exchange.chunkedHead()
                            .chunk(Bodies.result(
                                            3,
                                            "-1",
                                            ",\"created\":true,\"canceled\":true,\"cancel_reason\":\"rpc error:"
                                                    + " code = Unauthenticated desc = " + INVALID + "\"")
                                    + "\n"))
                    .always(exchange ->
                            exchange.chunkedHead().chunk(Bodies.result(3, "0", ",\"created\":true") + "\n"));
            try (Watch watch = gateway.etcd().watches().open(WatchRequest.of("k"))) {
                assertThat(watch.poll(Duration.ofSeconds(10))).containsInstanceOf(WatchSignal.Started.class);
            }
            assertThat(watches.exchanges())
                    .extracting(HttpExchange::headers)
                    .extracting(headers -> headers.get("authorization"))
                    .containsExactly("t1", "t2", "t3");
        }
    }
}
