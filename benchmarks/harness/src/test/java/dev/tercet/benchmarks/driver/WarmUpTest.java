package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Work;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Row PUT = Row.of(Work.PUT);

    private final WarmUp warmUp = new WarmUp(2000);

    @Test
    void onlyWhatTheProcessKnowsFromAnotherServerIsShorter() {
        assertThat(warmUp.next(Contender.BARE, PUT)).isEqualTo(2000);
        assertThat(warmUp.next(Contender.BARE, PUT)).isEqualTo(500);

        assertThat(warmUp.next(Contender.TERCET, PUT)).as("another process").isEqualTo(2000);
        assertThat(warmUp.next(Contender.BARE, Row.of(Work.WATCH_LATENCY)))
                .as("a row that the stub server has no answers for")
                .isEqualTo(2000);
    }

    @Test
    void aProcessThatIsStartedAgainKnowsNothing() {
        warmUp.next(Contender.BARE, PUT);
        warmUp.next(Contender.TERCET, PUT);

        warmUp.forget(Contender.BARE);

        assertThat(warmUp.next(Contender.BARE, PUT)).isEqualTo(2000);
        assertThat(warmUp.next(Contender.TERCET, PUT)).isEqualTo(500);
    }
}
