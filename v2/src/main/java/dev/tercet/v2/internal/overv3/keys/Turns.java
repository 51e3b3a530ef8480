package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.v2.internal.overv3.Chain;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls on one directory one after another: of many at once only one would get through, and all others would have to ask again.
 *
 * <p>Threads: any. The lock is held to look at the queues only: neither a call nor what waits for one runs under it. A directory has
 * a queue as long as a call is under way there.
 */
final class Turns {
    private final Object lock = new Object();

    // Guarded by the lock.
    private final Map<String, Queue<Turn<?>>> queues = new HashMap<>();

    /** Makes a call when those before it have ended, unless it is cancelled or out of time by then. */
    <T> CompletableFuture<T> take(String dir, Chain chain, Supplier<CompletableFuture<T>> call) {
        Turn<T> turn = new Turn<>(dir, chain, call);
        boolean first;
        synchronized (lock) {
            @Nullable Queue<Turn<?>> waiting = queues.get(dir);
            first = waiting == null;
            if (waiting == null) {
                queues.put(dir, new ArrayDeque<>());
            } else {
                waiting.add(turn);
            }
        }
        if (first) {
            serve(dir, turn);
        } else {
            turn.await();
        }
        return turn.end;
    }

    /** How many directories have a queue. */
    int size() {
        synchronized (lock) {
            return queues.size();
        }
    }

    // In a loop, since calls may end at once, and many of them.
    private void serve(String dir, @Nullable Turn<?> first) {
        for (@Nullable Turn<?> turn = first; turn != null; turn = next(dir)) {
            CompletableFuture<?> over = turn.begin();
            if (!over.isDone()) {
                over.whenComplete((done, failure) -> serve(dir, next(dir)));
                return;
            }
        }
    }

    private @Nullable Turn<?> next(String dir) {
        synchronized (lock) {
            @Nullable Queue<Turn<?>> waiting = queues.get(dir);
            @Nullable Turn<?> next = waiting == null ? null : waiting.poll();
            if (next == null) {
                queues.remove(dir);
            }
            return next;
        }
    }

    private void leave(Turn<?> turn) {
        synchronized (lock) {
            @Nullable Queue<Turn<?>> waiting = queues.get(turn.dir);
            if (waiting != null) {
                waiting.remove(turn);
            }
        }
    }

    private final class Turn<T> {
        private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
        private final CompletableFuture<T> end = new CompletableFuture<>();
        private final String dir;
        private final Chain chain;
        private final Supplier<CompletableFuture<T>> call;

        Turn(String dir, Chain chain, Supplier<CompletableFuture<T>> call) {
            this.dir = dir;
            this.chain = chain;
            this.call = call;
        }

        void await() {
            CompletableFuture<Void> deadline = chain.pause(Duration.ofNanos(Math.max(0, chain.leftNanos())));
            begun.whenComplete((mine, failure) -> deadline.cancel(false));
            deadline.whenComplete((over, cancelled) -> {
                // Who has begun meanwhile is past this: it is by its own calls that it ends.
                if (begun.complete(false)) {
                    leave(this);
                    end.completeExceptionally(
                            cancelled != null
                                    ? cancelled
                                    : chain.timeout(
                                            ": its time was over before its turn came, after others of this client"));
                }
            });
        }

        /** Makes the call, unless it has left; what is returned ends when the next may begin. */
        CompletableFuture<?> begin() {
            if (!begun.complete(true)) {
                return end;
            }
            CompletableFuture<T> made = CompletableFuture.completedFuture(call).thenCompose(Supplier::get);
            made.whenComplete((value, failure) -> {
                if (failure == null) {
                    end.complete(value);
                } else {
                    end.completeExceptionally(failure);
                }
            });
            // A call that was cancelled holds up nobody, even if its last answer is still to come.
            return chain.step(made.handle((value, failure) -> true));
        }
    }
}
