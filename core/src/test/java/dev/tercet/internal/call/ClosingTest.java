package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.Outcome;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final Rig rig = new Rig(2);

    @Test
    void callsInFlightEndAndSayWhatBecameOfTheData() {
        Rig.Ended<?> put = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        Rig.Ended<?> get = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(10));
        rig.close();

        assertThat(put.failure())
                .isInstanceOf(ClientClosedException.class)
                .hasMessageMatching(
                        "put \"k\" at http://.*: the client is closed; it may or may not have been applied");
        assertThat(put.failure().endpoint()).isPresent();
        assertThat(put.failure().method()).contains("Put");
        assertThat(put.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(get.failure()).isInstanceOf(ClientClosedException.class);
        assertThat(get.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(put.times() + get.times()).isEqualTo(2);
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void aWriteThatNeverLeftIsNotApplied() {
        rig.wires.forEach(wire -> wire.connected = false);
        Rig.Ended<?> put = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        rig.close();

        assertThat(put.failure()).isInstanceOf(ClientClosedException.class);
        assertThat(put.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void callsBetweenAttemptsEnd() {
        rig.wires.forEach(wire -> wire.onCall = call -> call.fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT));
        Rig.Ended<?> put = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        assertThat(put.isDone()).isFalse();
        rig.close();

        assertThat(put.failure()).isInstanceOf(ClientClosedException.class);
        assertThat(put.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(put.times()).isEqualTo(1);
        assertThat(rig.underWay()).isZero();
    }

    @Test
    void aCallAfterwardsFailsAtOnceAndIsNotSent() {
        rig.close();
        Rig.Ended<?> put = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));

        assertThat(put.failure())
                .isInstanceOf(ClientClosedException.class)
                .hasMessage("put \"k\": the client is closed");
        assertThat(put.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(rig.sent()).isEmpty();
        assertThatThrownBy(() -> rig.engine.await(KvRpcs.PUT, Rig.PUT, Rig.within(10)))
                .isInstanceOf(ClientClosedException.class);
        assertThat(Futures.call(rig.engine, KvRpcs.PUT, Rig.PUT, Rig.within(10)))
                .isCompletedExceptionally();
    }

    @Test
    void closingTwiceIsHarmlessAndProbesStop() {
        rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        rig.sent().get(0).fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        rig.close();
        rig.close();
        long calls = rig.wires.stream().mapToLong(wire -> wire.calls.size()).sum();
        rig.seconds(100);

        assertThat(rig.wires.stream().mapToLong(wire -> wire.calls.size()).sum())
                .isEqualTo(calls);
        assertThat(rig.wires).allMatch(wire -> wire.closed);
    }

    @Test
    void aTransportThatFailsToCloseLeavesNoOtherOpen() {
        rig.wires.get(0).onClose = () -> {
            throw new IllegalStateException("thrown by the test");
        };
        rig.close();

        assertThat(rig.wires.get(1).closed).isTrue();
    }

    @Test
    void transportsCloseSideBySide() {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger met = new AtomicInteger();
        rig.wires.forEach(wire -> wire.onClose = () -> {
            try {
                both.await(10, TimeUnit.SECONDS);
                met.incrementAndGet();
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
        rig.close();

        assertThat(met).hasValue(2);
    }

    @Test
    void whoClosesOnTheIoThreadWaitsForNoTransport() {
        CountDownLatch callback = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(2);
        rig.wires.forEach(wire -> wire.onClose = () -> {
            if (isOpened(callback)) {
                closed.countDown();
            }
        });
        InPlaceCallbacks.run(
                () -> {
                    rig.close();
                    callback.countDown();
                },
                Runnable::run);

        assertThat(isOpened(closed)).isTrue();
    }

    @Test
    void thoseWhoAskedAreToldOnceAndFirst() {
        List<String> told = new ArrayList<>();
        rig.engine.onClose(() -> told.add("a " + rig.wire().closed));
        rig.engine.onClose(() -> told.add("called off")).cancel();
        rig.engine.onClose(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        rig.close();
        rig.close();
        rig.engine.onClose(() -> told.add("late"));

        assertThat(told).containsExactly("a false", "late");
        assertThat(rig.wires).allMatch(wire -> wire.closed);
    }

    private static boolean isOpened(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
