package dev.tercet.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointsMachineTest {
    @Test
    void sixtyFourFit() {
        EndpointsMachine machine = new EndpointsMachine(64);

        assertThat(machine.well()).isEqualTo(-1L);
        assertThat(machine.setAside(63)).isTrue();
        assertThat(machine.well()).isEqualTo(Long.MAX_VALUE);
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

    @Test
    void oneMoreIsWellAtOnceAndChangesNothingForTheOthers() {
        EndpointsMachine machine = new EndpointsMachine(2);
        machine.setAside(1);
        machine.probeFailed(1);
        machine.add();

        assertThat(machine.count()).isEqualTo(3);
        assertThat(machine.well()).isEqualTo(0b101);
        assertThat(machine.setAside(2)).isTrue();
        assertThat(machine.probeFailed(2)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(machine.probeFailed(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        machine.recovered(1);
        assertThat(machine.well()).isEqualTo(0b011);
    }

    @Test
    void theyGrowToSixtyFourAndNoFurther() {
        EndpointsMachine machine = new EndpointsMachine(1);
        IntStream.range(1, 64).forEach(i -> machine.add());

        assertThat(machine.well()).isEqualTo(-1L);
        assertThatIllegalStateException().isThrownBy(machine::add).withMessageContaining("64");
        assertThat(machine.well()).isEqualTo(-1L);
    }
}
