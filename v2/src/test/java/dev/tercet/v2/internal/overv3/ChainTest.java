package dev.tercet.v2.internal.overv3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is said of a call of several parts that has no time left. */
class ChainTest {
    private static EtcdTimeoutException late(Duration timeout, Consumer<Chain> body) {
        try (EmbeddedEtcd server = EmbeddedEtcd.start();
                EtcdClient etcd = server.client()) {
            CompletableFuture<Void> whole =
                    Chain.run(etcd, "set \"/a\"", CallOptions.DEFAULT.withTimeout(timeout), chain -> {
                        body.accept(chain);
                        return chain.pause(timeout.plusMillis(1)).thenAccept(over -> chain.goesRound());
                    });
            Throwable failure = catchThrowable(whole::join);
            assertThat(failure).hasCauseInstanceOf(EtcdTimeoutException.class);
            return (EtcdTimeoutException) failure.getCause();
        }
    }

    @Test
    void beforeTheFirstReadNobodyElseIsBlamed() {
        EtcdTimeoutException failure = late(Duration.ofMillis(10), chain -> {});
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure).hasMessageContaining("before anything was asked").hasMessageNotContaining("others");
    }

    @Test
    void whoGoesRoundWasTooLateEachTime() {
        EtcdTimeoutException failure = late(Duration.ofSeconds(1), Chain::goesRound);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure).hasMessageContaining("others changed it each time");
    }

    @Test
    void partsThatWereDoneAreNotDenied() {
        EtcdTimeoutException failure = late(Duration.ofMillis(10), Chain::applied);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("parts of it may have been done");
    }
}
