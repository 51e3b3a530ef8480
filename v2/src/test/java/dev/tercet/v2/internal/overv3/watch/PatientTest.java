package dev.tercet.v2.internal.overv3.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.NoSpaceException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.v2.internal.time.V2Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A read over an outage, with a clock that the test holds. */
class PatientTest {
    private final List<Long> pauses = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final List<CompletableFuture<String>> reads = new ArrayList<>();
    private final V2Timer timer = new V2Timer() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Runnable schedule(long delayNanos, Runnable task) {
            pauses.add(Duration.ofNanos(delayNanos).toMillis());
            due.add(task);
            return () -> due.remove(task);
        }
    };

    private CompletableFuture<String> read() {
        return Patient.read(timer, () -> {
            CompletableFuture<String> call = new CompletableFuture<>();
            reads.add(call);
            return call;
        });
    }

    private CompletableFuture<String> last() {
        return reads.get(reads.size() - 1);
    }

    private void fails() {
        last().completeExceptionally(
                        new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "down")));
    }

    @Test
    void isMadeUntilItIsAnswered() {
        CompletableFuture<String> answer = read();
        for (int i = 0; i < 8; i++) {
            fails();
            due.remove(0).run();
        }
        assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        assertThat(answer).isNotDone();
        last().complete("there");
        assertThat(answer).isCompletedWithValue("there");
        assertThat(due).isEmpty();
    }

    @Test
    void failsWithWhatWillNotChange() {
        CompletableFuture<String> answer = read();
        last().completeExceptionally(new NoSpaceException(Details.of(ErrorCode.NO_SPACE, Outcome.NOT_APPLIED, "full")));
        assertThat(answer).isCompletedExceptionally();
        assertThat(due).isEmpty();
    }

    @Test
    void cancelledItIsOverWhateverItIsAt() {
        CompletableFuture<String> reading = read();
        reading.cancel(true);
        assertThat(last()).isCancelled();
        CompletableFuture<String> waiting = read();
        fails();
        assertThat(due).hasSize(1);
        waiting.cancel(true);
        assertThat(due).isEmpty();
    }
}
