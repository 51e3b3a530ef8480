package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two calls in one, of a server that takes its time over the first and never answers the second. */
class LeftTest {
    private static final Duration SLOW = Duration.ofMillis(1500);
    private static final Duration WHOLE = Duration.ofSeconds(2);

    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpBackend backend = HttpBackend.start(Served.settings(server.endpoint()));

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private static HttpAnswer late(HttpAnswer answer) {
        Executor later = CompletableFuture.delayedExecutor(SLOW.toMillis(), TimeUnit.MILLISECONDS);
        return exchange -> later.execute(() -> answer.answer(exchange));
    }

    private void theSecondHasWhatTheFirstLeft(BiFunction<HttpBackend, CallOptions, CompletableFuture<?>> call) {
        server.path("/v2/members").always(HttpAnswer.silence());
        long start = System.nanoTime();
        CompletableFuture<?> answer = call.apply(backend, CallOptions.DEFAULT.withTimeout(WHOLE));
        Served.failure(EtcdException.class, answer);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(WHOLE, WHOLE.plusMillis(1000));
        assertThat(server.path("/v2/members").count()).isEqualTo(1);
    }

    @Test
    void theLeaderIsAskedForUnderOneDeadline() {
        server.path("/v2/stats/self").always(late(HttpAnswer.json("{\"leaderInfo\":{\"leader\":\"9\"}}")));
        theSecondHasWhatTheFirstLeft(HttpBackend::leader);
    }

    @Test
    void soAreTheMachines() {
        server.path("/v2/machines").always(late(HttpAnswer.body(404, "text/plain", "404 page not found")));
        theSecondHasWhatTheFirstLeft(HttpBackend::machines);
    }
}
