package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class TailedBodyTest {
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final List<String> given = new ArrayList<>();
    private Flow.Subscription pieces = Subscriptions.NONE;

    private OneShotBody body() {
        HttpAsk ask = new HttpAsk("POST", "/v3/watch", Map.of(), bytes("one"), true, new HttpAsk.Tail(bytes("two"), 5));
        OneShotBody body = new OneShotBody(ask, (delay, task) -> {
            timers.add(task);
            return () -> timers.remove(task);
        });
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                pieces = subscription;
            }

            @Override
            public void onNext(ByteBuffer piece) {
                given.add(StandardCharsets.UTF_8.decode(piece).toString());
            }

            @Override
            public void onError(Throwable thrown) {
                given.add("error");
            }

            @Override
            public void onComplete() {
                given.add("end");
            }
        });
        return body;
    }

    @Test
    void theTailComesWhenItIsWantedAndDue() {
        assertThat(body().contentLength()).isEqualTo(6);
        pieces.request(1);
        assertThat(given).containsExactly("one");
        pieces.request(1);
        pieces.request(1);
        assertThat(given).containsExactly("one");
        timers.remove().run();
        assertThat(given).containsExactly("one", "two", "end");
    }

    @Test
    void theTailThatIsDueWaitsUntilItIsWanted() {
        body();
        pieces.request(1);
        timers.remove().run();
        assertThat(given).containsExactly("one");
        pieces.request(1);
        assertThat(given).containsExactly("one", "two", "end");
    }

    @Test
    void allMayBeWantedAtOnce() {
        body();
        pieces.request(Long.MAX_VALUE);
        timers.remove().run();
        assertThat(given).containsExactly("one", "two", "end");
    }

    @Test
    void whoIsCancelledLeavesNoTimer() {
        body();
        pieces.request(2);
        pieces.cancel();
        assertThat(timers).isEmpty();
        assertThat(given).containsExactly("one");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private enum Subscriptions implements Flow.Subscription {
        NONE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
