package dev.tercet.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsMachineTest {
    @ParameterizedTest
    @CsvSource({
        // well, tried, turn, picked
        "111, 000, 0, 0",
        "111, 000, 1, 1",
        "111, 000, 5, 2",
        "111, 000, -1, 2",
        "111, 000, 2147483647, 1",
        "111, 000, -2147483648, 1",
        "111, 001, 0, 1",
        "111, 011, 0, 2",
        "110, 000, 0, 1",
        "101, 000, 1, 2",
        "101, 100, 1, 0",
        // None is both well and fresh: a fresh one.
        "001, 001, 0, 1",
        "000, 001, 0, 1",
        // None is fresh: one that is well.
        "010, 111, 0, 1",
        // None is either: any.
        "000, 111, 2, 2",
        "000, 000, 1, 1",
    })
    void picksTheFirstThatIsBest(String well, String tried, int turn, int picked) {
        assertThat(EndpointsMachine.pick(3, Long.parseLong(well, 2), Long.parseLong(tried, 2), turn))
                .isEqualTo(picked);
    }

    @Test
    void sixtyFourFit() {
        EndpointsMachine machine = new EndpointsMachine(64);

        assertThat(IntStream.range(0, 64).map(turn -> EndpointsMachine.pick(64, machine.well(), 0, turn)))
                .hasSize(64)
                .doesNotHaveDuplicates();
        assertThat(machine.setAside(63)).isTrue();
        assertThat(EndpointsMachine.pick(64, machine.well(), 0, 63)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointsMachine(65))
                .withMessageContaining("65");
        assertThatIllegalArgumentException().isThrownBy(() -> new EndpointsMachine(0));
    }

    @Test
    void oneIsSetAsideOnceUntilItRecovers() {
        EndpointsMachine machine = new EndpointsMachine(3);

        assertThat(machine.setAside(1)).isTrue();
        assertThat(machine.setAside(1)).isFalse();
        assertThat(machine.well()).isEqualTo(0b101);
        machine.recovered(1);
        assertThat(machine.well()).isEqualTo(0b111);
        assertThat(machine.setAside(1)).isTrue();
    }

    @Test
    void pausesBetweenProbesDoubleToFiveSecondsAndBeginAnew() {
        EndpointsMachine machine = new EndpointsMachine(3);
        machine.setAside(0);
        List<Long> pauses = IntStream.range(0, 9)
                .mapToObj(i -> TimeUnit.NANOSECONDS.toMillis(machine.probeFailed(0)))
                .toList();

        assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        assertThat(machine.probeFailed(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        IntStream.range(0, 1000).forEach(i -> machine.probeFailed(0));
        assertThat(machine.probeFailed(0)).isEqualTo(TimeUnit.SECONDS.toNanos(5));
        machine.recovered(0);
        assertThat(machine.probeFailed(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }
}
