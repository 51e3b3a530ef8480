package dev.tercet.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.internal.delivery.Checked;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

class ScanPublisherTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Get> asked = new ArrayList<>();
    private final List<CompletableFuture<GetResult>> pages = new ArrayList<>();

    private static GetResult page(boolean more, String... keys) {
        List<KeyValue> kvs = new ArrayList<>();
        for (String key : keys) {
            kvs.add(new KeyValue(Bytes.of(key), Bytes.EMPTY, 1, 1, 1, 0));
        }
        return new GetResult(new Header(1, 1, 42, 1), kvs, more, 0);
    }

    private CompletableFuture<GetResult> ask(Get get) {
        asked.add(get);
        CompletableFuture<GetResult> page = new CompletableFuture<>();
        pages.add(page);
        return page;
    }

    private Flow.Publisher<KeyValue> publisher(Function<Get, CompletableFuture<GetResult>> read) {
        return new ScanPublisher(() -> new ScanMachine(Get.prefix("k"), 2), read, kv -> kv, tasks::add);
    }

    /** Takes the first key of the second page, so that the third is asked for. */
    private Told toldUntilThePageAhead() {
        Told told = new Told(subscription -> subscription.request(2));
        new ScanPublisher(() -> new ScanMachine(Get.prefix("k"), 0), this::ask, kv -> kv, tasks::add).subscribe(told);
        run();
        pages.get(0).complete(page(true, "k1"));
        run();
        pages.get(1).complete(page(true, "k2", "k3", "k4"));
        run();
        assertThat(told.signals).containsExactly("subscribed", "k1", "k2");
        assertThat(asked).hasSize(3);
        return told;
    }

    private static UnavailableException unavailable() {
        return new UnavailableException(
                EtcdException.Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "refused by the test"));
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Writes down what it is told. */
    private static class Told implements Flow.Subscriber<KeyValue> {
        final List<String> signals = new ArrayList<>();
        final Consumer<Flow.Subscription> first;
        Flow.@Nullable Subscription subscription;

        Told(Consumer<Flow.Subscription> first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription its) {
            subscription = its;
            signals.add("subscribed");
            first.accept(its);
        }

        @Override
        public void onNext(KeyValue kv) {
            signals.add(kv.keyText());
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private Told told(Consumer<Flow.Subscription> first) {
        Told told = new Told(first);
        publisher(this::ask).subscribe(told);
        run();
        return told;
    }

    @Test
    void onePageIsReadAheadOfDemandAndNoMore() {
        Told told = told(subscription -> {});
        assertThat(asked).hasSize(1);
        pages.get(0).complete(page(true, "k1", "k2"));
        run();
        assertThat(told.signals).containsExactly("subscribed");
        assertThat(asked).hasSize(1);
        told.subscription.request(1);
        run();
        assertThat(told.signals).containsExactly("subscribed", "k1");
        assertThat(asked).hasSize(1);
        told.subscription.request(1);
        run();
        assertThat(asked).hasSize(2);
        pages.get(1).complete(page(false, "k3"));
        run();
        assertThat(told.signals).containsExactly("subscribed", "k1", "k2");
        told.subscription.request(5);
        run();
        assertThat(told.signals).containsExactly("subscribed", "k1", "k2", "k3", "complete");
    }

    @Test
    void anEmptyRangeIsCompleteWithoutDemand() {
        Told told = told(subscription -> {});
        pages.get(0).complete(page(false));
        run();

        assertThat(told.signals).containsExactly("subscribed", "complete");
    }

    @Test
    void demandThatOverflowsIsWithoutBounds() {
        Told told = told(subscription -> {
            subscription.request(Long.MAX_VALUE);
            subscription.request(Long.MAX_VALUE);
        });
        pages.get(0).complete(page(false, "k1", "k2"));
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1", "k2", "complete");
    }

    @Test
    void demandThatIsNoneIsAnErrorAndEndsTheRead() {
        Told told = told(subscription -> subscription.request(0));
        told.subscription.request(1);
        run();

        assertThat(told.signals).containsExactly("subscribed", "IllegalArgumentException");
        assertThat(pages).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void aBurstEndsWithTheValueThatCancels() {
        Told told = new Told(subscription -> subscription.request(Long.MAX_VALUE)) {
            @Override
            public void onNext(KeyValue kv) {
                super.onNext(kv);
                subscription.cancel();
            }
        };
        publisher(this::ask).subscribe(told);
        run();
        pages.get(0).complete(page(true, "k1", "k2"));
        run();
        told.subscription.request(-1);
        told.subscription.cancel();
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void cancellingEndsTheReadUnderWay() {
        Told told = told(subscription -> subscription.request(1));
        told.subscription.cancel();
        run();

        assertThat(pages.get(0)).isCancelled();
        assertThat(told.signals).containsExactly("subscribed");
    }

    @Test
    void aReadThatFailsIsTheError() {
        Told told = told(subscription -> subscription.request(1));
        pages.get(0).completeExceptionally(new IllegalStateException("by the test"));
        run();
        assertThat(told.signals).containsExactly("subscribed", "IllegalStateException");

        Told thrown = new Told(subscription -> {});
        publisher(get -> {
                    throw new UnsupportedOperationException("by the test");
                })
                .subscribe(thrown);
        run();
        assertThat(thrown.signals).containsExactly("subscribed", "UnsupportedOperationException");
    }

    @Test
    void keysThatCameGoBeforeTheFailureOfThePageAhead() {
        Told told = toldUntilThePageAhead();
        pages.get(2).completeExceptionally(new IllegalStateException("by the test"));
        run();
        assertThat(told.signals).containsExactly("subscribed", "k1", "k2");
        told.subscription.request(1);
        run();
        assertThat(told.signals).containsExactly("subscribed", "k1", "k2", "k3");
        told.subscription.request(1);
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1", "k2", "k3", "k4", "IllegalStateException");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aPageAheadThatMayWorkLaterIsAskedForOnceMore() {
        Told told = toldUntilThePageAhead();
        pages.get(2).completeExceptionally(unavailable());
        run();
        told.subscription.request(1);
        run();
        assertThat(asked).hasSize(3);
        told.subscription.request(1);
        run();
        assertThat(asked).hasSize(4);
        assertThat(asked.get(3).range()).isEqualTo(asked.get(2).range());
        pages.get(3).complete(page(false, "k5"));
        told.subscription.request(1);
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1", "k2", "k3", "k4", "k5", "complete");
    }

    @Test
    void aPageThatFailsInItsTurnTooIsTheError() {
        Told told = toldUntilThePageAhead();
        pages.get(2).completeExceptionally(unavailable());
        told.subscription.request(9);
        run();
        assertThat(asked).hasSize(4);
        pages.get(3).completeExceptionally(unavailable());
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1", "k2", "k3", "k4", "UnavailableException");
        assertThat(asked).hasSize(4);
    }

    @Test
    void aSubscriberThatThrowsGetsNothingMore() {
        Told told = new Told(subscription -> subscription.request(Long.MAX_VALUE)) {
            @Override
            public void onNext(KeyValue kv) {
                super.onNext(kv);
                throw new AssertionError("thrown by the test");
            }
        };
        publisher(this::ask).subscribe(told);
        run();
        pages.get(0).complete(page(true, "k1", "k2"));
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1");
    }

    @Test
    void aSubscriberThatThrowsHasNoPageUnderWay() {
        Told told = new Told(subscription -> subscription.request(Long.MAX_VALUE)) {
            @Override
            public void onNext(KeyValue kv) {
                if (pages.size() == 3) {
                    Checked.thrown("by the test");
                }
                super.onNext(kv);
            }
        };
        new ScanPublisher(() -> new ScanMachine(Get.prefix("k"), 0), this::ask, kv -> kv, tasks::add).subscribe(told);
        run();
        pages.get(0).complete(page(true, "k1"));
        run();
        pages.get(1).complete(page(true, "k2", "k3", "k4"));
        run();

        assertThat(told.signals).containsExactly("subscribed", "k1", "k2");
        assertThat(pages.get(2)).isCancelled();
    }

    @Test
    void anExecutorThatTakesNothingKeepsNobodyWaiting() {
        Told told = new Told(subscription -> subscription.request(1));
        new ScanPublisher(
                        () -> new ScanMachine(Get.prefix("k"), 2),
                        get -> CompletableFuture.completedFuture(page(false, "k1")),
                        kv -> kv,
                        task -> {
                            throw new RejectedExecutionException("shut down");
                        })
                .subscribe(told);

        await().until(() -> List.copyOf(told.signals).size() == 3);
        assertThat(told.signals).containsExactly("subscribed", "k1", "complete");
    }

    @Test
    void nobodyCannotSubscribe() {
        assertThatNullPointerException().isThrownBy(() -> publisher(this::ask).subscribe(null));
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
        assertThat(passed).hasSizeGreaterThan(20);
    }

    /** A range of that many keys, in pages of seven. */
    public static final class Rules extends FlowPublisherVerification<KeyValue> {
        public Rules() {
            super(new TestEnvironment(500, 50), 500);
        }

        @Override
        public long maxElementsFromPublisher() {
            return 100_000;
        }

        @Override
        public Flow.Publisher<KeyValue> createFlowPublisher(long elements) {
            return new ScanPublisher(
                    () -> new ScanMachine(Get.prefix("k"), 7),
                    get -> CompletableFuture.supplyAsync(() -> read(get, elements)),
                    kv -> kv,
                    ForkJoinPool.commonPool());
        }

        private static GetResult read(Get get, long elements) {
            String from = get.range().key().utf8();
            long next = from.equals("k") ? 0 : Long.parseLong(from.substring(1, 9)) + 1;
            long until = Math.min(elements, next + get.maxKeys());
            List<KeyValue> kvs = new ArrayList<>();
            for (long i = next; i < until; i++) {
                kvs.add(new KeyValue(Bytes.of(String.format("k%08d", i)), Bytes.EMPTY, 1, 1, 1, 0));
            }
            return new GetResult(new Header(1, 1, 42, 1), kvs, until < elements, elements);
        }

        @Override
        public Flow.Publisher<KeyValue> createFailedFlowPublisher() {
            return new ScanPublisher(
                    () -> new ScanMachine(Get.prefix("k"), 7),
                    get -> CompletableFuture.failedFuture(new IllegalStateException("by the test")),
                    kv -> kv,
                    ForkJoinPool.commonPool());
        }
    }
}
