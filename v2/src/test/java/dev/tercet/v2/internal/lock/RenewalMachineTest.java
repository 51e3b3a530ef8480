package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RenewalMachineTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void itIsRenewedAtAThird() {
        RenewalMachine machine = new RenewalMachine(Duration.ofSeconds(30), 5 * SECOND);
        assertThat(machine.untilDue(5 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(machine.untilDue(14 * SECOND)).isEqualTo(SECOND);
        assertThat(machine.untilDue(99 * SECOND)).isZero();
        machine.renewed(15 * SECOND);
        assertThat(machine.untilDue(15 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void aFailureIsTriedAgainSoonAndDoesNotProlongIt() {
        RenewalMachine machine = new RenewalMachine(Duration.ofSeconds(30), 0);
        machine.failed(12 * SECOND);
        assertThat(machine.untilDue(12 * SECOND)).isEqualTo(SECOND);
        assertThat(machine.reliable(12 * SECOND)).isEqualTo(17 * SECOND);
    }

    @Test
    void itIsReliedOnForLessThanItsTime() {
        RenewalMachine minute = new RenewalMachine(Duration.ofSeconds(60), 0);
        assertThat(minute.reliable(0)).isEqualTo(59 * SECOND);
        assertThat(minute.reliable(59 * SECOND)).isZero();
        RenewalMachine second = new RenewalMachine(Duration.ofSeconds(1), 0);
        assertThat(second.reliable(0)).isEqualTo(SECOND * 9 / 10);
    }

    @Test
    void aTimeBeyondAllClocksIsALongOne() {
        RenewalMachine machine = new RenewalMachine(Duration.ofSeconds(Long.MAX_VALUE), 0);
        assertThat(machine.reliable(0)).isGreaterThan(TimeUnit.DAYS.toNanos(36_000));
        assertThat(machine.untilDue(0)).isPositive();
    }
}
