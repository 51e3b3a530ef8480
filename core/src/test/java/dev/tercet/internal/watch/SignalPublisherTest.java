package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.TestNG;

/** The rules of reactive streams, by their own test kit. */
class SignalPublisherTest {
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

    /** A watch of that many signals: the start, changes, and the end. */
    public static final class Rules extends FlowPublisherVerification<WatchSignal> {
        private final Harness harness = new Harness();

        public Rules() {
            super(new TestEnvironment(500, 50), 500);
        }

        @Override
        public long maxElementsFromPublisher() {
            return 10_000;
        }

        @Override
        public Flow.Publisher<WatchSignal> createFlowPublisher(long elements) {
            Watch watch = harness.watches().open(WatchRequest.of("k").withBuffer(1L << 30));
            FakeCalls.FakeStream stream = harness.calls.last();
            if (elements > 1) {
                stream.created(0);
            }
            for (long revision = 1; revision <= elements - 2; revision++) {
                stream.put("k", revision);
            }
            stream.end(Samples.failure(ErrorCode.PERMISSION_DENIED));
            return watch.publisher();
        }

        /** The second subscriber of a watch is refused. */
        @Override
        public Flow.Publisher<WatchSignal> createFailedFlowPublisher() {
            Flow.Publisher<WatchSignal> publisher = createFlowPublisher(2);
            publisher.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {}

                @Override
                public void onNext(WatchSignal signal) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            });
            return publisher;
        }

        /** A watch says at least how it ended. */
        @Override
        public void optional_spec105_emptyStreamMustTerminateBySignallingOnComplete() {
            throw new SkipException("a watch is never empty");
        }
    }
}
