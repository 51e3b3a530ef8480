package dev.tercet.recipes.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.recipes.error.ConflictException;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TriesTest {
    private static final long MILLI = 1_000_000;

    /** Time that goes where it is put. */
    private static final class Hand implements Timer {
        private long now;
        private long asked;
        private Runnable due = () -> {};
        private boolean cancelled;

        @Override
        public long now() {
            return now;
        }

        @Override
        public Alarm after(long nanos, Runnable task) {
            asked = nanos;
            due = task;
            cancelled = false;
            return () -> cancelled = true;
        }
    }

    private final Hand time = new Hand();
    private final Deadline deadline = Deadline.after(time, Duration.ofSeconds(1));

    @Test
    void theSecondTryComesAtOnceAndPausesGrowAfterwards() {
        Tries tries = new Tries("it", deadline, 0);
        assertThat(tries.number()).isEqualTo(1);
        assertThat(tries.again()).isCompleted();
        for (long longest : new long[] {4, 8, 16, 32, 64, 64, 64}) {
            CompletableFuture<?> again = tries.again();
            assertThat(again).isNotDone();
            assertThat(time.asked).isBetween(longest * MILLI / 4, longest * MILLI);
            time.due.run();
            assertThat(again).isCompleted();
        }
        assertThat(tries.number()).isEqualTo(9);
    }

    @Test
    void whoGivesUpIsTakenOutOfTheTimer() {
        Tries tries = new Tries("it", deadline, 0);
        tries.again();
        tries.again().cancel(true);
        assertThat(time.cancelled).isTrue();
    }

    @Test
    void thereIsAnEnd() {
        Tries few = new Tries("it", deadline, 2);
        assertThat(few.again()).isCompleted();
        assertThatThrownBy(() -> few.again().join()).hasCauseInstanceOf(ConflictException.class);
        Tries late = new Tries("it", deadline, 0);
        assertThat(late.again()).isCompleted();
        time.now = Duration.ofSeconds(1).toNanos() - MILLI / 2;
        assertThatThrownBy(() -> late.again().join())
                .hasCauseInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("2 conflicts");
    }
}
