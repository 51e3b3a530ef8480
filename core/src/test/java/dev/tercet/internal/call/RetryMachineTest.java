package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.internal.call.RetryMachine.Again;
import dev.tercet.internal.call.RetryMachine.Decision;
import dev.tercet.internal.call.RetryMachine.Failure;
import dev.tercet.internal.call.RetryMachine.GiveUp;
import dev.tercet.internal.call.RetryMachine.Renew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryMachineTest {
    private static final Failure DOWN = new Failure(ErrorCode.UNAVAILABLE, true, false);
    private static final Failure LOST = new Failure(ErrorCode.UNAVAILABLE, false, false);
    private static final Failure TOKEN = new Failure(ErrorCode.UNAUTHENTICATED, false, true);

    private static RetryMachine write(int endpoints) {
        return new RetryMachine(false, endpoints, true);
    }

    private static RetryMachine read(int endpoints) {
        return new RetryMachine(true, endpoints, true);
    }

    @ParameterizedTest
    @CsvSource({
        // code, untouched, a write is sent again, a read is, a write is in doubt
        "UNAVAILABLE, true, true, true, false",
        "UNAVAILABLE, false, false, true, true",
        "TIMEOUT, false, false, true, true",
        "NO_LEADER, false, true, true, false",
        "TOO_MANY_REQUESTS, false, true, true, false",
        "PROTOCOL, false, false, false, true",
        "UNKNOWN, false, false, false, true",
        "CANCELLED, false, false, false, true",
        "PERMISSION_DENIED, false, false, false, false",
        "NO_SPACE, false, false, false, false",
        "COMPACTED, false, false, false, false",
        "UNHEALTHY_CLUSTER, false, false, false, false",
        "UNAUTHENTICATED, false, false, false, false",
    })
    void onlyWhatMayBeSentAgainIs(ErrorCode code, boolean untouched, boolean write, boolean read, boolean doubt) {
        RetryMachine writing = write(3);
        assertThat(writing.onFailure(new Failure(code, untouched, false)) instanceof Again)
                .isEqualTo(write);
        assertThat(writing.leavesDoubt()).isEqualTo(doubt);
        assertThat(read(3).onFailure(new Failure(code, untouched, false)) instanceof Again)
                .isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"CONNECTION_REJECTED", "UNSUPPORTED"})
    void aFaultThatStaysIsTriedOnceAtEach(ErrorCode code) {
        Failure failure = new Failure(code, code == ErrorCode.CONNECTION_REJECTED, false);
        RetryMachine machine = write(3);

        assertThat(machine.onFailure(failure)).isEqualTo(new Again(0));
        assertThat(machine.onFailure(failure)).isEqualTo(new Again(0));
        assertThat(machine.onFailure(failure)).isInstanceOf(GiveUp.class);
        assertThat(write(1).onFailure(failure)).isInstanceOf(GiveUp.class);
        assertThat(machine.leavesDoubt()).isFalse();
    }

    @Test
    void whatTheTransportCannotDoIsNotTriedElsewhere() {
        Failure failure = new Failure(ErrorCode.UNSUPPORTED, true, false);

        assertThat(write(3).onFailure(failure)).isInstanceOf(GiveUp.class);
        assertThat(read(3).onFailure(failure)).isInstanceOf(GiveUp.class);
    }

    @Test
    void pausesComeAfterARoundAndDoubleToASecond() {
        RetryMachine machine = read(2);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            pauses.add(TimeUnit.NANOSECONDS.toMillis(((Again) machine.onFailure(DOWN)).pauseNanos()));
        }

        assertThat(pauses)
                .containsExactly(
                        0L, 25L, 0L, 50L, 0L, 100L, 0L, 200L, 0L, 400L, 0L, 800L, 0L, 1000L, 0L, 1000L, 0L, 1000L);
    }

    @Test
    void pausesStayBoundedForEver() {
        RetryMachine machine = read(1);
        Decision last = null;
        for (int i = 0; i < 1000; i++) {
            last = machine.onFailure(LOST);
        }

        assertThat(last).isEqualTo(new Again(TimeUnit.SECONDS.toNanos(1)));
    }

    @Test
    void aTokenIsRenewedTwice() {
        RetryMachine machine = write(1);

        assertThat(machine.onFailure(TOKEN)).isInstanceOf(Renew.class);
        assertThat(machine.onFailure(TOKEN)).isInstanceOf(Renew.class);
        assertThat(machine.onFailure(TOKEN)).isInstanceOf(GiveUp.class);
        assertThat(machine.leavesDoubt()).isFalse();
    }

    @Test
    void withoutCredentialsATokenIsNotRenewed() {
        assertThat(new RetryMachine(true, 3, false).onFailure(TOKEN)).isInstanceOf(GiveUp.class);
    }

    @Test
    void doubtStays() {
        RetryMachine machine = new RetryMachine(true, 1, true);
        machine.onFailure(LOST);
        machine.onFailure(DOWN);

        assertThat(machine.leavesDoubt()).isTrue();
    }

    @Test
    void endpointsThatWereAddedBelongToTheRound() {
        RetryMachine machine = read(1);

        assertThat(machine.onFailure(DOWN)).isEqualTo(new Again(TimeUnit.MILLISECONDS.toNanos(25)));
        machine.among(3);
        assertThat(machine.onFailure(DOWN)).isEqualTo(new Again(0));
        assertThat(machine.onFailure(DOWN)).isEqualTo(new Again(0));
        assertThat(machine.onFailure(DOWN)).isEqualTo(new Again(TimeUnit.MILLISECONDS.toNanos(50)));
    }

    @Test
    void anEndpointThatWasAddedIsTriedBeforeItIsGivenUp() {
        Failure misconfigured = new Failure(ErrorCode.CONNECTION_REJECTED, true, false);
        RetryMachine machine = read(2);

        assertThat(machine.onFailure(misconfigured)).isEqualTo(new Again(0));
        machine.among(3);
        assertThat(machine.onFailure(misconfigured)).isEqualTo(new Again(0));
        assertThat(machine.onFailure(misconfigured)).isInstanceOf(GiveUp.class);
    }
}
