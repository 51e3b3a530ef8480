package dev.tercet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WaitingTest {
    @Test
    void aFailureIsThrownAsItWasHoweverManyStagesItCameThrough() {
        IllegalStateException why = new IllegalStateException("why");
        CompletableFuture<String> failed = CompletableFuture.failedFuture(why);
        assertThatThrownBy(() -> Waiting.on(failed)).isSameAs(why);
        assertThatThrownBy(() -> Waiting.on(failed.thenApply(String::strip).thenApply(String::strip)))
                .isSameAs(why);
        assertThatThrownBy(() -> Waiting.on(CompletableFuture.anyOf(failed.thenApply(String::strip))))
                .isSameAs(why);
        assertThatThrownBy(() -> Waiting.on(CompletableFuture.failedFuture(new IOException("no"))))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no");
    }

    @Test
    void aCallbacksFailureHasItsWrapTakenOff() {
        IOException why = new IOException("why");
        assertThat(Waiting.cause(why)).isSameAs(why);
        assertThat(Waiting.cause(new CompletionException(why))).isSameAs(why);
        CompletionException bare = new CompletionException("bare", null);
        assertThat(Waiting.cause(bare)).isSameAs(bare);
    }
}
