package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    @Test
    void givesTheResult() {
        assertThat(Await.on("try", CompletableFuture.completedFuture("a"))).isEqualTo("a");
    }

    @Test
    void throwsFailuresAsTheyAreWithTheCallersStack() {
        EtcdException failure =
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "down"));
        Throwable thrown = catchThrowable(() -> Await.on("try", CompletableFuture.failedFuture(failure)));
        assertThat(thrown).isSameAs(failure);
        assertThat(Stream.of(thrown.getStackTrace()).map(StackTraceElement::getMethodName))
                .contains("throwsFailuresAsTheyAreWithTheCallersStack");
    }

    @Test
    void throwsErrorsAndWrapsWhatIsChecked() {
        assertThatThrownBy(() -> Await.on("try", CompletableFuture.failedFuture(new StackOverflowError())))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> Await.on("try", CompletableFuture.failedFuture(new IOException())))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> Await.on("try", CompletableFuture.failedFuture(new IllegalArgumentException("mistake"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptCancelsAndKeepsTheFlag() {
        CompletableFuture<String> pending = new CompletableFuture<>();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Await.on("try it", pending))
                .isInstanceOf(InterruptedEtcdException.class)
                .hasMessageContaining("try it");
        assertThat(pending).isCancelled();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aResultThatIsFasterThanTheInterruptIsTaken() {
        CompletableFuture<String> faster = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                complete("a");
                return false;
            }
        };
        Thread.currentThread().interrupt();
        assertThat(Await.on("try", faster)).isEqualTo("a");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
