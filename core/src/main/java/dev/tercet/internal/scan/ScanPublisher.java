package dev.tercet.internal.scan;

import dev.tercet.error.TransientEtcdException;
import dev.tercet.internal.GuardedBy;
import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.delivery.Uncaught;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A range as a publisher: each subscriber has a traversal of its own, which reads one page ahead. */
public final class ScanPublisher implements Flow.Publisher<KeyValue> {
    private static final Logger LOG = LoggerFactory.getLogger(ScanPublisher.class);

    private final Supplier<ScanMachine> machines;
    private final Function<Get, CompletableFuture<GetResult>> read;
    private final UnaryOperator<KeyValue> out;
    private final Executor callbacks;

    /**
     * A publisher whose traversals read their pages with {@code read}.
     *
     * @param out what is made of a key before it is handed on; where the next page begins is found without it
     */
    public ScanPublisher(
            Supplier<ScanMachine> machines,
            Function<Get, CompletableFuture<GetResult>> read,
            UnaryOperator<KeyValue> out,
            Executor callbacks) {
        this.machines = machines;
        this.read = read;
        this.out = out;
        this.callbacks = callbacks;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super KeyValue> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Traversal traversal = new Traversal(subscriber, machines.get());
        traversal.steps.add(() -> subscriber.onSubscribe(traversal));
        traversal.steps.add(traversal::fetch);
        traversal.schedule();
    }

    /**
     * One subscriber's traversal. Everything happens in steps, one after another, on the callback executor: {@code running} under
     * the monitor says whether somebody is at it. All other fields belong to the steps.
     */
    private final class Traversal implements Flow.Subscription {
        private final Flow.Subscriber<? super KeyValue> subscriber;
        private final ScanMachine machine;
        private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
        private final Queue<KeyValue> ready = new ArrayDeque<>();

        @GuardedBy("this")
        private boolean running;

        /** How many keys the last page had that came. */
        private int last;

        private long demand;
        private boolean exhausted;
        private boolean done;

        /** Set by whoever cancels, so that a burst under way ends with the value that it is at. */
        private volatile boolean cancelled;

        private @Nullable CompletableFuture<GetResult> page;

        /** Why the page ahead did not come, until the keys before it are handed on. */
        private @Nullable Throwable failed;

        Traversal(Flow.Subscriber<? super KeyValue> subscriber, ScanMachine machine) {
            this.subscriber = subscriber;
            this.machine = machine;
        }

        private void schedule() {
            synchronized (this) {
                if (running || steps.isEmpty()) {
                    return;
                }
                running = true;
            }
            InOrder.execute(callbacks, this::run);
        }

        // Also what only other languages throw unchecked: else it would seem to be running for ever.
        @SuppressWarnings("CatchingUnchecked")
        private void run() {
            for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
                try {
                    step.run();
                } catch (Throwable e) {
                    // A subscriber that throws breaks its contract: it gets nothing more.
                    end();
                    Uncaught.tell(LOG.atError(), "a subscriber of a scan failed", e);
                }
            }
            synchronized (this) {
                running = false;
            }
            schedule();
        }

        private void step(Runnable step) {
            steps.add(step);
            schedule();
        }

        @Override
        public void request(long n) {
            step(() -> {
                if (done || cancelled) {
                    return;
                }
                if (n <= 0) {
                    fail(new IllegalArgumentException("requested " + n + ", which is not more than zero"));
                    return;
                }
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                emit();
            });
        }

        @Override
        public void cancel() {
            cancelled = true;
            step(this::end);
        }

        private void end() {
            done = true;
            ready.clear();
            CompletableFuture<GetResult> under = page;
            if (under != null) {
                under.cancel(true);
            }
        }

        private void fetch() {
            if (done || cancelled || exhausted || page != null) {
                return;
            }
            Throwable kept = failed;
            failed = null;
            // It may be long ago that the page was asked for: what may work later is asked for once more.
            if (kept != null && !(kept instanceof TransientEtcdException)) {
                fail(kept);
                return;
            }
            Get next = machine.next();
            if (next == null) {
                exhausted = true;
                emit();
                return;
            }
            CompletableFuture<GetResult> reading;
            try {
                reading = read.apply(next);
            } catch (RuntimeException e) {
                failInTurn(e);
                return;
            }
            page = reading;
            reading.whenComplete((result, failure) -> step(() -> fetched(result, failure)));
        }

        private void fetched(@Nullable GetResult result, @Nullable Throwable failure) {
            page = null;
            if (done || cancelled) {
                return;
            }
            if (failure != null || result == null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                if (cause != null && TooLarge.isMended(machine, cause)) {
                    fetch();
                } else {
                    failInTurn(cause == null ? new IllegalStateException("a page without a result") : cause);
                }
                return;
            }
            List<KeyValue> kvs = machine.read(result);
            last = kvs.size();
            ready.addAll(kvs);
            emit();
        }

        /** Whether it is time for the next page: there is nothing left, or only what is left of the last one that came. */
        private boolean isDue() {
            return ready.isEmpty()
                    || (page == null && failed == null && ready.size() < last && machine.isToReadAhead());
        }

        /** A page did not come: the keys of those before it go first. */
        private void failInTurn(Throwable cause) {
            if (ready.isEmpty()) {
                fail(cause);
            } else {
                failed = cause;
            }
        }

        private void fail(Throwable cause) {
            end();
            subscriber.onError(cause);
        }

        private void emit() {
            while (!done && !cancelled && demand > 0) {
                KeyValue kv = ready.poll();
                if (kv == null) {
                    break;
                }
                demand--;
                subscriber.onNext(out.apply(kv));
                if (isDue()) {
                    fetch();
                }
            }
            if (done || cancelled) {
                return;
            }
            if (ready.isEmpty() && exhausted) {
                end();
                subscriber.onComplete();
            } else if (ready.isEmpty()) {
                fetch();
            }
        }
    }
}
