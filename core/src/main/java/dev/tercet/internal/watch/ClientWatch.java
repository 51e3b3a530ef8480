package dev.tercet.internal.watch;

import dev.tercet.internal.delivery.InOrder;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A watch as callers hold it: sees to it that it has one consumer, and that user code runs where it should. */
public final class ClientWatch implements Watch {
    /** What consumes a watch in a loop; a listener or a publisher stands for itself. */
    private static final Object LOOP = new Object() {
        @Override
        public String toString() {
            return "read in a loop";
        }
    };

    private final WatchRunner runner;
    private final Executor callbacks;
    private final AtomicReference<@Nullable Object> consumer = new AtomicReference<>();

    private ClientWatch(WatchRunner runner, Executor callbacks) {
        this.runner = runner;
        this.callbacks = callbacks;
    }

    /** Opens a watch; with a listener if there is one. Does not wait. */
    public static ClientWatch open(
            WatchContext context, WatchRequest request, @Nullable Consumer<? super WatchSignal> listener) {
        WatchRunner runner = new WatchRunner(context, request);
        ClientWatch watch = new ClientWatch(runner, context.callbacks());
        if (listener != null) {
            watch.consumer.set("heard by a listener");
            runner.buffer().notify(new ListenerDelivery(runner, context.callbacks(), listener)::wake);
        }
        runner.begin();
        return watch;
    }

    /** Waits until the server has it, or throws why not; then it is closed. */
    public void awaitStarted(Duration timeout) {
        runner.awaitStarted(timeout);
    }

    @Override
    public Iterator<WatchSignal> iterator() {
        consumeInLoop();
        return new SignalIterator(runner);
    }

    @Override
    public Optional<WatchSignal> poll(Duration atMost) {
        consumeInLoop();
        return Optional.ofNullable(SignalIterator.await(runner, TimeUnit.NANOSECONDS.convert(atMost)));
    }

    @Override
    public Flow.Publisher<WatchSignal> publisher() {
        SignalPublisher mine = new SignalPublisher(runner, callbacks);
        Object before = consumer.compareAndExchange(null, mine);
        if (before instanceof SignalPublisher same) {
            return same;
        }
        requireFree(before);
        return mine;
    }

    @Override
    public CompletableFuture<Long> started() {
        return copy(runner.started());
    }

    @Override
    public CompletableFuture<WatchSignal.Ended> ended() {
        return copy(runner.ended());
    }

    @Override
    public void requestProgress() {
        runner.requestProgress();
    }

    @Override
    public CompletableFuture<Long> add(KeyRange range, long startRevision) {
        Objects.requireNonNull(range, "range");
        if (startRevision < 0) {
            throw new IllegalArgumentException("startRevision is negative: " + startRevision);
        }
        return copy(runner.add(range, startRevision));
    }

    @Override
    public boolean remove(KeyRange range) {
        return runner.remove(Objects.requireNonNull(range, "range"));
    }

    @Override
    public boolean isOpen() {
        return runner.isOpen();
    }

    @Override
    public void close() {
        runner.end(null);
    }

    @Override
    public String toString() {
        return runner.request() + (isOpen() ? "" : " (ended)");
    }

    private void consumeInLoop() {
        Object before = consumer.compareAndExchange(null, LOOP);
        requireFree(before == LOOP ? null : before);
    }

    private void requireFree(@Nullable Object before) {
        if (before != null) {
            throw new IllegalStateException(runner.request() + " is " + before + " already: a watch has one consumer");
        }
    }

    /** One for a caller to keep: what hangs on it runs on the callback executor, and cancelling it reaches nobody else. */
    private <T> CompletableFuture<T> copy(CompletableFuture<T> inner) {
        CompletableFuture<T> outer = new CompletableFuture<>();
        if (inner.isDone()) {
            complete(outer, inner);
            return outer;
        }
        inner.whenComplete((value, failure) -> {
            InOrder.execute(callbacks, () -> complete(outer, inner));
        });
        return outer;
    }

    private static <T> void complete(CompletableFuture<T> outer, CompletableFuture<T> inner) {
        inner.whenComplete((value, failure) -> {
            if (failure == null) {
                outer.complete(value);
            } else {
                outer.completeExceptionally(failure);
            }
        });
    }
}
