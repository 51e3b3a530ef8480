package dev.tercet.internal.watch;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.client.BlockingWatches;
import dev.tercet.internal.client.EngineWatches;
import dev.tercet.internal.client.View;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Watches over an engine that is played by hand, with time that stands still. */
final class Harness implements AutoCloseable {
    final FakeCalls calls = new FakeCalls();
    final FakeScheduler scheduler = new FakeScheduler();
    final ExecutorService callbacks = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "callback");
        thread.setDaemon(true);
        return thread;
    });
    private final Namespace namespace;

    Harness() {
        this(Namespace.NONE);
    }

    Harness(Namespace namespace) {
        this.namespace = namespace;
    }

    EngineWatches watches() {
        return new EngineWatches(view(callbacks), new Parcels());
    }

    BlockingWatches blocking(Duration timeout) {
        return new BlockingWatches(view(callbacks).with(CallOptions.DEFAULT.withTimeout(timeout)), new Parcels());
    }

    View view(Executor executor) {
        return new View(
                calls, scheduler, new Straight(executor), CallOptions.DEFAULT, namespace, StandardCharsets.UTF_8);
    }

    Watch open(String prefix) {
        return watches().open(WatchRequest.prefix(prefix));
    }

    Watch open(String prefix, Consumer<WatchSignal> listener) {
        return watches().open(WatchRequest.prefix(prefix), listener);
    }

    @Override
    public void close() {
        calls.close();
        callbacks.shutdownNow();
    }
}
