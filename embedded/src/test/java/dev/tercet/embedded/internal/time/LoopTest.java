package dev.tercet.embedded.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {
    private final PrintStream console = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Loop loop = new Loop("loop-test");

    @AfterEach
    void stop() {
        System.setErr(console);
        loop.close();
    }

    @Test
    void aTaskThatThrowsIsLoggedAndTheNextOneRuns() throws Exception {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        SystemTime time = new SystemTime(loop);
        CompletableFuture<Void> next = new CompletableFuture<>();
        loop.execute(() -> {
            throw new IllegalStateException("a broken pass");
        });
        time.at(time.nanos(), () -> {
            throw new AssertionError("a broken alarm");
        });
        time.at(time.nanos() + 1_000_000, () -> next.complete(null));
        next.get(20, TimeUnit.SECONDS);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("a broken pass", "a broken alarm");
    }

    @Test
    void itClosesFromWithinItselfAndDropsWhatComesLater() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        loop.execute(() -> {
            loop.close();
            closed.complete(null);
        });
        closed.get(20, TimeUnit.SECONDS);
        CompletableFuture<Void> late = new CompletableFuture<>();
        loop.execute(() -> late.complete(null));
        new SystemTime(loop).at(0, () -> late.complete(null)).cancel();
        loop.close();
        assertThat(late).isNotDone();
    }
}
