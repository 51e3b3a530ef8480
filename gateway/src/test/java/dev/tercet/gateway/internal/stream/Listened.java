package dev.tercet.gateway.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Keeps what a stream brings, in words. */
final class Listened<R> implements StreamReply<R> {
    final List<String> log = new CopyOnWriteArrayList<>();
    private final Function<R, String> words;
    private volatile @Nullable WireFailure failure;

    Listened(Function<R, String> words) {
        this.words = words;
    }

    @Override
    public void onMessage(R message) {
        log.add(words.apply(message));
    }

    @Override
    public void onEnd(@Nullable WireFailure given) {
        failure = given;
        log.add("end");
    }

    /** Waits until this and nothing else was heard. */
    void await(String... all) {
        Awaitility.await().untilAsserted(() -> assertThat(log).containsExactly(all));
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Waits for the end, which is a failure. */
    WireFailure failure() {
        Awaitility.await("the end, after " + log).until(() -> log.contains("end"));
        WireFailure seen = failure;
        if (seen == null || log.indexOf("end") != log.size() - 1) {
            throw new AssertionError("no failure at the end of " + log);
        }
        return seen;
    }
}
