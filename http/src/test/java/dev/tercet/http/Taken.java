package dev.tercet.http;

import dev.tercet.spi.WireFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Takes an answer and keeps it, and complains of events that overlap or come after the end. */
final class Taken implements HttpTaker {
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> wrongs = new CopyOnWriteArrayList<>();
    private final StringBuffer text = new StringBuffer();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile @Nullable HttpHead head;
    private volatile boolean ended;
    private volatile @Nullable WireFailure failure;

    private void event(String what, Runnable effect) {
        if (inside.incrementAndGet() != 1 || ended) {
            wrongs.add(what + " with or after " + log);
        }
        effect.run();
        log.add(what);
        inside.decrementAndGet();
    }

    @Override
    public void onHead(HttpHead given) {
        event("head " + given.status(), () -> head = given);
    }

    @Override
    public void onBytes(List<ByteBuffer> bytes) {
        event("bytes", () -> bytes.forEach(b -> text.append(StandardCharsets.UTF_8.decode(b))));
    }

    @Override
    public void onEnd(@Nullable WireFailure given) {
        event("end", () -> {
            failure = given;
        });
        ended = true;
    }

    String text() {
        return text.toString();
    }

    HttpHead head() {
        HttpHead seen = head;
        if (seen == null) {
            throw new AssertionError("no head: " + log);
        }
        return seen;
    }

    boolean isOver() {
        return ended;
    }

    /** Waits for the end; its failure. */
    @Nullable
    WireFailure end() {
        Awaitility.await("an end").atMost(Duration.ofSeconds(20)).until(() -> ended);
        if (!wrongs.isEmpty()) {
            throw new AssertionError(wrongs);
        }
        return failure;
    }

    WireFailure failed() {
        WireFailure seen = end();
        if (seen == null) {
            throw new AssertionError("no failure, but " + log + " " + text);
        }
        return seen;
    }

    Taken good() {
        WireFailure seen = end();
        if (seen != null) {
            throw new AssertionError(seen.toString(), seen.cause());
        }
        return this;
    }
}
