package dev.tercet.v2.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

class EventPublisherTest {
    private static final V2Watch WATCH = V2Watch.of("/k");

    /** Not the common pool, where other tests of this JVM would wait for what these leave running. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "told");
        thread.setDaemon(true);
        return thread;
    });

    private final ByHand watches = new ByHand();

    @Test
    void whoeverAsksForAllHasAWindowOnItsWay() {
        List<V2Event> told = new ArrayList<>();
        subscribe(told);
        ByHand.Opened opened = watches.opened.get(0);
        assertThat(opened.recovers()).isTrue();
        long window = opened.asked().get();
        assertThat(window).isBetween(2L, 1000L);
        for (int i = 1; i <= window; i++) {
            opened.sink().onEvent(ByHand.change(i));
        }
        assertThat(told).hasSize((int) window);
        assertThat(opened.asked().get()).isGreaterThan(window).isLessThanOrEqualTo(2 * window);
    }

    @Test
    void eachSubscriberHasAWatchOfItsOwn() {
        List<V2Event> first = new ArrayList<>();
        List<V2Event> second = new ArrayList<>();
        Flow.Publisher<V2Event> publisher = new EventPublisher(watches, WATCH, Runnable::run);
        publisher.subscribe(subscriber(first));
        publisher.subscribe(subscriber(second));
        watches.opened.get(0).sink().onEvent(ByHand.change(1));
        watches.opened.get(1).sink().onEvent(ByHand.change(2));
        assertThat(first).containsExactly(ByHand.change(1));
        assertThat(second).containsExactly(ByHand.change(2));
    }

    private void subscribe(List<V2Event> told) {
        new EventPublisher(watches, WATCH, Runnable::run).subscribe(subscriber(told));
    }

    private static Flow.Subscriber<V2Event> subscriber(List<V2Event> told) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(V2Event event) {
                told.add(event);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        };
    }

    @AfterAll
    static void end() {
        THREADS.shutdown();
    }

    @Test
    void nobodyCannotSubscribe() {
        assertThatNullPointerException()
                .isThrownBy(() -> new EventPublisher(watches, WATCH, Runnable::run).subscribe(null));
    }

    @Test
    void keepsTheRules() {
        List<ITestResult> failed = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        TestNG kit = new TestNG(false);
        kit.setUseDefaultListeners(false);
        kit.setVerbose(0);
        kit.setTestClasses(new Class<?>[] {Rules.class});
        kit.addListener(new ITestListener() {
            @Override
            public void onTestFailure(ITestResult result) {
                failed.add(result);
            }

            @Override
            public void onTestSuccess(ITestResult result) {
                passed.add(result.getName());
            }
        });
        kit.run();
        failed.forEach(
                result -> assertThat(result.getThrowable()).as(result.getName()).isNull());
        assertThat(passed).hasSizeGreaterThan(15);
    }

    /** Watches that tell as many events as they are asked for. */
    public static final class Rules extends FlowPublisherVerification<V2Event> {
        public Rules() {
            super(new TestEnvironment(500, 50), 500);
        }

        @Override
        public long maxElementsFromPublisher() {
            // A watch that goes on has no end of its own.
            return publisherUnableToSignalOnComplete();
        }

        @Override
        public Flow.Publisher<V2Event> createFlowPublisher(long elements) {
            return new EventPublisher((watch, recovers, sink) -> new Steady(sink, elements), WATCH, THREADS);
        }

        @Override
        public Flow.Publisher<V2Event> createFailedFlowPublisher() {
            return new EventPublisher(
                    (watch, recovers, sink) -> {
                        THREADS.execute(() -> sink.onEnd(new UnavailableException(
                                Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "by the test"))));
                        return new Steady(sink, 0);
                    },
                    WATCH,
                    THREADS);
        }
    }

    /** Tells as many events as it is asked for, up to an end that it does not tell of. */
    private static final class Steady implements EventSource {
        private final EventSink sink;
        private final long most;
        private final Lane lane = Lane.on(THREADS);
        private long index;
        private volatile boolean cancelled;

        Steady(EventSink sink, long most) {
            this.sink = sink;
            this.most = most;
        }

        @Override
        public void request(long events) {
            lane.execute(() -> {
                for (long i = 0; i < events && index < most && !cancelled; i++) {
                    sink.onEvent(ByHand.change(++index));
                }
            });
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
