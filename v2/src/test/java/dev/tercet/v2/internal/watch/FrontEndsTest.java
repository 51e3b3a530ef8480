package dev.tercet.v2.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.v2.error.V2WatchTimedOutException;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FrontEndsTest {
    private static final V2Watch WATCH = V2Watch.of("/k").fromIndex(5);
    private static final EtcdException GONE =
            new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "gone"));

    private final ByHand watches = new ByHand();
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private int calledOff;

    private final V2Timer timer = new V2Timer() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Runnable schedule(long delayNanos, Runnable task) {
            delays.add(delayNanos);
            alarms.add(task);
            return () -> calledOff++;
        }
    };

    private ByHand.Opened opened() {
        return watches.opened.get(0);
    }

    @Test
    void oneEventEndsItsWatch() {
        OneEvent one = OneEvent.await(watches, WATCH, timer, Runnable::run);
        assertThat(opened().recovers()).isFalse();
        assertThat(opened().asked()).hasValue(1);
        opened().sink().onStarted(5);
        assertThat(one).isNotDone();
        opened().sink().onEvent(ByHand.change(7));
        assertThat(one.join().modifiedIndex()).isEqualTo(7);
        assertThat(opened().isCancelled()).isTrue();
        assertThat(delays).isEmpty();
    }

    @Test
    void aLimitEndsTheWatch() {
        OneEvent one = OneEvent.await(watches, WATCH.atMost(Duration.ofMillis(1500)), timer, Runnable::run);
        assertThat(delays).containsExactly(1_500_000_000L);
        alarms.get(0).run();
        assertThatThrownBy(one::join)
                .hasCauseInstanceOf(V2WatchTimedOutException.class)
                .hasMessageContaining("\"/k\"")
                .hasMessageContaining("1500 ms");
        assertThat(opened().isCancelled()).isTrue();
    }

    @Test
    void anEventCallsTheLimitOff() {
        OneEvent.await(watches, WATCH.atMost(Duration.ofSeconds(1)), timer, Runnable::run);
        opened().sink().onEvent(ByHand.change(7));
        assertThat(calledOff).isEqualTo(1);
    }

    @Test
    void aLimitOfAgesIsNone() {
        OneEvent.await(watches, WATCH.atMost(Duration.ofSeconds(Long.MAX_VALUE)), timer, Runnable::run);
        assertThat(delays.get(0)).isGreaterThan(Duration.ofDays(10_000).toNanos());
    }

    @Test
    void cancellingAndFailingEndIt() {
        OneEvent one = OneEvent.await(watches, WATCH, timer, Runnable::run);
        one.cancel(true);
        assertThat(opened().isCancelled()).isTrue();
        OneEvent other = OneEvent.await(watches, WATCH, timer, Runnable::run);
        watches.opened.get(1).sink().onEnd(GONE);
        assertThatThrownBy(other::join).hasCause(GONE);
    }

    @Test
    void aListenerIsToldAndStopsInItsCallback() {
        List<Object> told = new ArrayList<>();
        ListenedWatch watch = ListenedWatch.open(
                watches,
                WATCH,
                new V2WatchListener() {
                    @Override
                    public void onEvent(V2Event event, Runnable stop) {
                        told.add(event);
                        if (told.size() == 3) {
                            stop.run();
                            stop.run();
                        }
                    }

                    @Override
                    public void onStarted(long index) {
                        told.add(index);
                    }
                },
                Runnable::run);
        assertThat(opened().recovers()).isTrue();
        opened().sink().onStarted(5);
        opened().sink().onEvent(ByHand.change(7));
        assertThat(watch).isNotDone();
        opened().sink().onEvent(ByHand.change(9));
        assertThat(watch).isCompletedWithValue(10L);
        assertThat(opened().isCancelled()).isTrue();
        opened().sink().onEvent(ByHand.change(11));
        assertThat(told).containsExactly(5L, ByHand.change(7), ByHand.change(9));
    }

    @Test
    void stoppedFromElsewhere() {
        AtomicReference<Runnable> stop = new AtomicReference<>();
        ListenedWatch watch = ListenedWatch.open(watches, WATCH, (event, its) -> stop.set(its), Runnable::run);
        opened().sink().onEvent(ByHand.change(7));
        stop.get().run();
        assertThat(watch).isCompletedWithValue(8L);
        assertThat(opened().isCancelled()).isTrue();
    }

    @Test
    void aListenerThatThrowsEndsItsWatch() {
        RuntimeException thrown = new IllegalStateException("thrown by the test");
        ListenedWatch watch = ListenedWatch.open(
                watches,
                WATCH,
                (event, stop) -> {
                    throw thrown;
                },
                Runnable::run);
        opened().sink().onEvent(ByHand.change(7));
        assertThatThrownBy(watch::join)
                .cause()
                .hasCause(thrown)
                .isInstanceOfSatisfying(
                        EtcdException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CALLER));
        assertThat(opened().isCancelled()).isTrue();
    }

    @Test
    void soDoesOneThatThrowsWhatOnlyOtherLanguagesThrowUnchecked() {
        IOException thrown = new IOException("thrown by the test");
        ListenedWatch watch = ListenedWatch.open(
                watches, WATCH, (event, stop) -> FrontEndsTest.<RuntimeException>unchecked(thrown), Runnable::run);
        opened().sink().onEvent(ByHand.change(7));
        assertThatThrownBy(watch::join).cause().hasCause(thrown);
        assertThat(opened().isCancelled()).isTrue();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // That is the trick.
    private static <X extends Throwable> void unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void aListenersWatchHasItsEndAndItsCancellation() {
        ListenedWatch watch = ListenedWatch.open(watches, WATCH, (event, stop) -> {}, Runnable::run);
        opened().sink().onEnd(GONE);
        assertThatThrownBy(watch::join).hasCause(GONE);
        ListenedWatch other = ListenedWatch.open(watches, WATCH, (event, stop) -> {}, Runnable::run);
        other.cancel(true);
        assertThat(watches.opened.get(1).isCancelled()).isTrue();
    }

    @Test
    void aListenerAsksForMoreAsItGoes() {
        ListenedWatch.open(watches, WATCH, (event, stop) -> {}, Runnable::run);
        long first = opened().asked().get();
        for (int i = 0; i < first; i++) {
            opened().sink().onEvent(ByHand.change(7 + i));
        }
        assertThat(opened().asked()).hasValue(2 * first);
    }

    @Test
    void aLoopAsksNothingBeforeItBegins() {
        IteratedWatch watch = new IteratedWatch(watches, WATCH, InPlaceCallbacks::refuseToWait);
        assertThat(watches.opened).isEmpty();
        assertThat(watch.nextIndex()).isEqualTo(5);
        Iterator<V2Event> events = watch.iterator();
        long first = opened().asked().get();
        opened().sink().onEvent(ByHand.change(7));
        assertThat(events.hasNext()).isTrue();
        assertThat(watch.nextIndex()).isEqualTo(5);
        assertThat(events.next()).isEqualTo(ByHand.change(7));
        assertThat(watch.nextIndex()).isEqualTo(8);
        assertThatIllegalStateException().isThrownBy(watch::iterator);
        for (int i = 1; i < first; i++) {
            opened().sink().onEvent(ByHand.change(7 + i));
            events.next();
        }
        assertThat(opened().asked()).hasValue(2 * first);
    }

    @Test
    void aLoopIsEndedByClosingElsewhere() {
        IteratedWatch watch = new IteratedWatch(watches, WATCH, InPlaceCallbacks::refuseToWait);
        Iterator<V2Event> events = watch.iterator();
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(events::hasNext);
        watch.close();
        watch.close();
        assertThat(next.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
                .isFalse();
        assertThat(opened().isCancelled()).isTrue();
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aLoopThatWasClosedNeverBegins() {
        IteratedWatch watch = new IteratedWatch(watches, WATCH, InPlaceCallbacks::refuseToWait);
        watch.close();
        assertThat(watch.iterator().hasNext()).isFalse();
        assertThat(watches.opened).isEmpty();
    }

    @Test
    void aLoopFailsAfterWhatCameBefore() {
        Iterator<V2Event> events = new IteratedWatch(watches, WATCH, InPlaceCallbacks::refuseToWait).iterator();
        opened().sink().onEvent(ByHand.change(7));
        opened().sink().onEnd(GONE);
        assertThat(events.next()).isEqualTo(ByHand.change(7));
        assertThatThrownBy(events::hasNext).isSameAs(GONE);
        assertThatThrownBy(events::next).isSameAs(GONE);
    }

    @Test
    void aLoopDoesNotWaitInACallbackOnTheIoThread() {
        Iterator<V2Event> events = new IteratedWatch(watches, WATCH, InPlaceCallbacks::refuseToWait).iterator();
        opened().sink().onEvent(ByHand.change(7));
        InPlaceCallbacks.run(
                () -> {
                    assertThat(events.next()).isEqualTo(ByHand.change(7));
                    assertThatIllegalStateException().isThrownBy(events::hasNext);
                },
                Runnable::run);
    }

    @Test
    void aLoopMayBeInterruptedAndGoOn() throws InterruptedException {
        Iterator<V2Event> events = new IteratedWatch(watches, WATCH, InPlaceCallbacks::refuseToWait).iterator();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                events.hasNext();
            } catch (InterruptedEtcdException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : null);
            }
            done.countDown();
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        done.await();
        assertThat(thrown.get()).hasMessageContaining("interrupted").hasMessageContaining("\"/k\"");
        opened().sink().onEvent(ByHand.change(7));
        assertThat(events.next()).isEqualTo(ByHand.change(7));
    }
}
