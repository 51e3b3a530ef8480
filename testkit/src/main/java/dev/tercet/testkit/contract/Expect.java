package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.watch.Watch;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How calls are expected to fail. */
final class Expect {
    private Expect() {}

    /** A failure of the etcd family, whichever. */
    static EtcdException failure(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(EtcdException.class);
        EtcdException failure = (EtcdException) thrown;
        assertThat(failure.getMessage()).doesNotEndWith("null").doesNotContain("null:");
        assertThat(failure.getMessage()).isNotBlank();
        return failure;
    }

    static EtcdException failure(ErrorCode code, Outcome outcome, ThrowingCallable call) {
        EtcdException failure = failure(call);
        assertThat(failure.code()).as(failure::toString).isEqualTo(code);
        assertThat(failure.outcome()).as(failure::toString).isEqualTo(outcome);
        return failure;
    }

    /** A refusal by the server, which is always certain about the data. */
    static EtcdException rejection(ErrorCode code, ThrowingCallable call) {
        EtcdException failure = failure(code, Outcome.NOT_APPLIED, call);
        assertThat(failure).isInstanceOf(RejectedEtcdException.class);
        assertThat(failure.endpoint()).as("endpoint of %s", failure).isPresent();
        assertThat(failure.method()).as("method of %s", failure).isPresent();
        return failure;
    }

    static EtcdException temporary(ErrorCode code, Outcome outcome, ThrowingCallable call) {
        EtcdException failure = failure(code, outcome, call);
        assertThat(failure).isInstanceOf(TransientEtcdException.class);
        return failure;
    }

    static EtcdException ourSide(ErrorCode code, ThrowingCallable call) {
        EtcdException failure = failure(call);
        assertThat(failure.code()).as(failure::toString).isEqualTo(code);
        assertThat(failure).isInstanceOf(ClientEtcdException.class);
        return failure;
    }

    /** Why a watch ends at once: thrown by a view that waits for its start, or in the end of one that does not. */
    static EtcdException endOf(Supplier<Watch> open) throws Exception {
        try {
            return Within.seconds(20, open.get().ended()).cause().orElseThrow();
        } catch (EtcdException e) {
            return e;
        }
    }

    /** A mistake in an argument, found before anything is sent, whose message has the given words. */
    static void badArgument(ThrowingCallable call, String... words) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        for (String word : words) {
            assertThat(thrown).hasMessageContaining(word);
        }
    }

    /** Runs {@code call} and checks how long it takes. */
    static void within(Duration least, Duration most, ThrowingCallable call) throws Throwable {
        long start = System.nanoTime();
        call.call();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(taken).isBetween(least, most);
    }
}
