package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One watch of v2, on one watch of v3 after another: there is a second one only where the history was gone and what is watched was
 * read instead.
 *
 * <p>Threads: signals of the store and answers come on callback threads, {@code request} and {@code cancel} on any. All go into the
 * machine under the lock, under which nothing else is done. What the machine wants is done by whoever finds nobody at it, on a
 * callback thread: so the sink is told one thing at a time, and may block.
 */
final class WatchFeed implements EventSource {
    private final EtcdClient etcd;
    private final V2Watch watch;
    private final boolean recovers;
    private final EventSink sink;
    private final Errands errands;
    private final ChangeReader changes;
    private final Rereader rereader;
    private final WatchFailures failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final FeedMachine machine;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile KeyRange range;
    private volatile @Nullable Watch current;
    private volatile Flow.@Nullable Subscription source;
    private volatile boolean cancelled;

    WatchFeed(
            EtcdClient etcd,
            KeysRoom keys,
            Errands errands,
            V2Watch watch,
            boolean recovers,
            InstantSource time,
            EventSink sink) {
        Scope scope = Scope.of(watch);
        this.etcd = etcd;
        this.watch = watch;
        this.recovers = recovers;
        this.sink = sink;
        this.errands = errands;
        this.changes = new ChangeReader(etcd, errands, scope, time);
        this.rereader = new Rereader(etcd, keys, errands, watch);
        this.failures = new WatchFailures(watch);
        this.machine = new FeedMachine(watch.index().orElse(0));
        this.range = scope.range();
    }

    /** Opens it; does not wait. */
    void begin() {
        open(watch.index().orElse(0));
    }

    @Override
    public void request(long events) {
        signal(feed -> feed.request(events));
        if (turns.getAndIncrement() == 0) {
            submit();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        signal(FeedMachine::cancel);
        release();
    }

    private void release() {
        errands.cancel();
        Watch open = current;
        if (open != null) {
            open.close();
        }
    }

    private void open(long from) {
        WatchRequest request = WatchRequest.of(range).withPrevious().fromRevision(from);
        try {
            Watch opened = etcd.async().watches().open(request);
            current = opened;
            if (cancelled) {
                opened.close();
            }
            opened.publisher().subscribe(new Signals(opened, from));
        } catch (EtcdException closed) {
            signal(feed -> feed.aborted(closed));
            if (turns.getAndIncrement() == 0) {
                submit();
            }
        }
    }

    private void signal(Consumer<FeedMachine> what) {
        lock.lock();
        try {
            what.accept(machine);
        } finally {
            lock.unlock();
        }
    }

    private <R> R ask(Function<FeedMachine, R> what) {
        lock.lock();
        try {
            return what.apply(machine);
        } finally {
            lock.unlock();
        }
    }

    private void submit() {
        try {
            etcd.callbackExecutor().execute(this::run);
        } catch (RejectedExecutionException e) {
            // The executor is shut down or full: what is to be told must be told.
            CompletableFuture.runAsync(this::run);
        }
    }

    /** On a callback thread: does what there is to do, unless somebody is at it. */
    private void goOn() {
        if (turns.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int done = 1;
        do {
            for (Optional<FeedEffect> effect = ask(FeedMachine::next);
                    effect.isPresent();
                    effect = ask(FeedMachine::next)) {
                perform(effect.get());
            }
            done = turns.addAndGet(-done);
        } while (done > 0);
    }

    private void perform(FeedEffect effect) {
        if (cancelled) {
            return;
        }
        if (effect instanceof FeedEffect.Begin begin) {
            sink.onStarted(begin.revision());
        } else if (effect instanceof FeedEffect.Tell tell) {
            sink.onEvent(tell.event());
        } else if (effect instanceof FeedEffect.Take take) {
            Flow.Subscription from = source;
            if (from != null) {
                from.request(take.signals());
            }
        } else if (effect instanceof FeedEffect.Reread reread) {
            reread(reread.slot());
        } else if (effect instanceof FeedEffect.End end) {
            release();
            sink.onEnd(end.failure());
        }
    }

    private void reread(FeedMachine.Slot slot) {
        long from = ask(FeedMachine::nextRevision);
        rereader.read(from).whenComplete((event, failure) -> {
            if (failure == null) {
                signal(feed -> feed.reread(slot, event));
                open(event.nextIndex());
            } else {
                signal(feed -> feed.failed(slot, failures.of(failure)));
            }
            goOn();
        });
    }

    /** What one watch of the store says. */
    private final class Signals implements Flow.Subscriber<WatchSignal> {
        private final Watch opened;
        private final long from;

        Signals(Watch opened, long from) {
            this.opened = opened;
            this.from = from;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            signal(FeedMachine::subscribed);
            subscription.request(1);
            // Who asks for nothing is told of the client's end all the same.
            opened.ended().thenAccept(this::closed);
            goOn();
        }

        @Override
        public void onNext(WatchSignal said) {
            if (said instanceof WatchSignal.Change change) {
                look(change);
            } else if (said instanceof WatchSignal.Started started) {
                signal(feed -> feed.started(started.revision()));
            } else if (said instanceof WatchSignal.Progress progress) {
                signal(feed -> feed.progress(progress.revision()));
            } else if (said instanceof WatchSignal.Ended ended) {
                ended.cause().ifPresent(this::ended);
            } else {
                signal(FeedMachine::passed);
            }
            goOn();
        }

        private void look(WatchSignal.Change change) {
            FeedMachine.Slot slot = ask(feed -> feed.change(change.revision()));
            changes.look(change).whenComplete((events, failure) -> {
                signal(feed -> {
                    if (failure == null) {
                        feed.looked(slot, events);
                    } else {
                        feed.failed(slot, failures.of(failure));
                    }
                });
                goOn();
            });
        }

        private void ended(EtcdException cause) {
            if (cause instanceof CompactedException gone) {
                cleared(gone);
            } else if (cause.code() == ErrorCode.PERMISSION_DENIED && mayBeNarrower()) {
                // Who may read a file by its very name may watch that much: no directory of that name is seen then.
                range = KeyRange.of(Layout.file(watch.key()));
                open(from);
            } else {
                signal(feed -> feed.ended(failures.of(cause)));
            }
        }

        private boolean mayBeNarrower() {
            return !watch.isRecursive() && !range.isSingleKey() && !ask(FeedMachine::hasBegun);
        }

        private void cleared(CompactedException gone) {
            if (recovers) {
                signal(FeedMachine::cleared);
                return;
            }
            long wanted = ask(FeedMachine::nextRevision);
            rereader.currentIndex()
                    .handle((index, failure) -> failure == null ? index : gone.compactRevision())
                    .thenAccept(index -> {
                        signal(feed -> feed.ended(failures.cleared(gone, wanted, index)));
                        goOn();
                    });
        }

        private void closed(WatchSignal.Ended end) {
            end.cause().filter(cause -> cause.code() == ErrorCode.CLIENT_CLOSED).ifPresent(cause -> {
                signal(feed -> feed.aborted(cause));
                goOn();
            });
        }

        @Override
        public void onError(Throwable thrown) {
            signal(feed -> feed.ended(failures.of(thrown)));
            goOn();
        }

        @Override
        public void onComplete() {
            // The last signal was the end.
        }
    }
}
