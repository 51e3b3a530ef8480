package dev.tercet.v2.internal.lock;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls, watches and pauses of one claim, told back as signals. Threads: everything here runs in the claim's lane. What is
 * answered to something that is no longer under way is not heard.
 */
final class ClaimCalls {
    private static final long FIRST_REST = TimeUnit.MILLISECONDS.toNanos(50);
    /** Doublings of that: the longest is 1.6 s. */
    private static final int LONGEST_REST = 5;

    private final Queue queue;
    private final String text;
    private final Terms terms;
    private final Ground ground;
    private final Consumer<Signal> tell;

    private @Nullable CompletableFuture<EtcdResult> looking;
    private @Nullable EventSource watch;
    private @Nullable Runnable rest;
    private int latestCall;
    private int latestWatch;
    private long enteredAt;

    ClaimCalls(Queue queue, String text, Terms terms, Ground ground, Consumer<Signal> tell) {
        this.queue = queue;
        this.text = text;
        this.terms = terms;
        this.ground = ground;
        this.tell = tell;
        this.enteredAt = ground.timer().nanoTime();
    }

    /** When the entry was sent. */
    long enteredAt() {
        return enteredAt;
    }

    void perform(Effect effect) {
        if (effect instanceof Effect.SendEnter) {
            enteredAt = ground.timer().nanoTime();
            call(queue.enter(text, terms.waitingTtl()), this::entered);
        } else if (effect instanceof Effect.SendLook) {
            CompletableFuture<EtcdResult> look = queue.look();
            looking = look;
            call(look, this::looked);
        } else if (effect instanceof Effect.SendDelete delete) {
            call(queue.delete(delete.key()), this::deleted);
        } else if (effect instanceof Effect.DeleteStray stray) {
            queue.delete(stray.key());
        } else if (effect instanceof Effect.Watch wanted) {
            watch(wanted);
        } else if (effect instanceof Effect.Rest pause) {
            rest(pause.count());
        }
    }

    /** Ends all of it. */
    void stop() {
        latestCall++;
        CompletableFuture<EtcdResult> look = looking;
        looking = null;
        if (look != null) {
            look.cancel(true);
        }
        unwatch();
        if (rest != null) {
            rest.run();
            rest = null;
        }
    }

    private void call(
            CompletableFuture<EtcdResult> call, BiFunction<@Nullable EtcdResult, @Nullable Throwable, Signal> answer) {
        int id = ++latestCall;
        call.whenComplete((result, failure) -> ground.lane().run(() -> {
            if (id == latestCall) {
                looking = null;
                tell.accept(answer.apply(result, failure));
            }
        }));
    }

    private Signal entered(@Nullable EtcdResult result, @Nullable Throwable failure) {
        return result != null ? new Signal.Entered(Entry.of(result.node())) : failed(failure);
    }

    private Signal looked(@Nullable EtcdResult result, @Nullable Throwable failure) {
        try {
            return new Signal.Looked(queue.seen(result, failure));
        } catch (EtcdException why) {
            return new Signal.Failed(why);
        }
    }

    private Signal deleted(@Nullable EtcdResult result, @Nullable Throwable failure) {
        Signal failed = result != null ? new Signal.Deleted() : failed(failure);
        return failed instanceof Signal.Failed it && it.why() instanceof V2KeyNotFoundException
                ? new Signal.Deleted()
                : failed;
    }

    private Signal failed(@Nullable Throwable failure) {
        return new Signal.Failed(
                Failures.of(queue.what(), failure == null ? new IllegalStateException("no answer") : failure));
    }

    private void watch(Effect.Watch wanted) {
        unwatch();
        int id = latestWatch;
        Sink sink = new Sink(id, wanted.own());
        EventSource source = queue.watch(wanted.key(), wanted.from(), sink);
        watch = source;
        source.request(1);
    }

    private void unwatch() {
        latestWatch++;
        EventSource source = watch;
        watch = null;
        if (source != null) {
            source.cancel();
        }
    }

    private void rest(int count) {
        unwatch();
        int id = latestCall;
        rest = ground.after(FIRST_REST << Math.min(count - 1, LONGEST_REST), () -> {
            if (id == latestCall) {
                tell.accept(new Signal.Rested());
            }
        });
    }

    /** Hears of the end of one entry. */
    private final class Sink implements EventSink {
        private final int id;
        private final boolean own;

        Sink(int id, boolean own) {
            this.id = id;
            this.own = own;
        }

        @Override
        public void onStarted(long index) {
            // What happened before is in the reading that the watch goes on from.
        }

        @Override
        public void onEvent(V2Event event) {
            ground.lane().run(() -> {
                EventSource source = watch;
                if (id != latestWatch || source == null) {
                    return;
                }
                if (event instanceof V2Event.Change change
                        && !change.result().action().isRemoval()) {
                    // Somebody renewed it.
                    source.request(1);
                } else {
                    unwatch();
                    tell.accept(own ? new Signal.Removed() : new Signal.Woken());
                }
            });
        }

        @Override
        public void onEnd(EtcdException failure) {
            ground.lane().run(() -> {
                if (id == latestWatch) {
                    unwatch();
                    tell.accept(new Signal.Unwatched(failure));
                }
            });
        }
    }
}
