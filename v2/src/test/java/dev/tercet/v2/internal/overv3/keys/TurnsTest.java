package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.internal.overv3.Chain;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for a turn, and who does not any more. */
class TurnsTest {
    private final OnEmbedded store = new OnEmbedded();
    private final Turns turns = new Turns();

    @AfterEach
    void close() {
        store.close();
    }

    private CompletableFuture<String> take(Duration timeout, CompletableFuture<String> call) {
        return Chain.run(
                store.etcd,
                "append",
                CallOptions.DEFAULT.withTimeout(timeout),
                chain -> turns.take("/q", chain, () -> call));
    }

    @Test
    void whoIsCancelledOrLateIsPassedOverAndNothingIsLeft() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> first = take(Duration.ofSeconds(60), answer);
        CompletableFuture<String> cancelled = take(Duration.ofSeconds(60), CompletableFuture.completedFuture("no"));
        CompletableFuture<String> late = take(Duration.ofMillis(20), CompletableFuture.completedFuture("no"));
        CompletableFuture<String> last = take(Duration.ofSeconds(60), CompletableFuture.completedFuture("last"));
        cancelled.cancel(true);
        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOfSatisfying(
                        EtcdTimeoutException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                .hasMessageContaining("before its turn came");
        assertThat(last).isNotDone();
        answer.complete("first");
        assertThat(first.join()).isEqualTo("first");
        assertThat(last.join()).isEqualTo("last");
        assertThat(cancelled).isCancelled();
        assertThat(turns.size()).isZero();
    }

    @Test
    void manyThatEndAtOnceAreNoMatter() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        take(Duration.ofSeconds(60), answer);
        CompletableFuture<?>[] all = new CompletableFuture<?>[20_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = take(Duration.ofSeconds(60), CompletableFuture.failedFuture(new IllegalStateException()));
        }
        answer.complete("first");
        assertThatThrownBy(CompletableFuture.allOf(all)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(turns.size()).isZero();
    }
}
