package dev.tercet.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.watch.WatchRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Does what one range's machine says: its stream, its pause, its reads.
 *
 * <p>Threads: everything here runs on the watch's lane, where no lock is held. What streams, reads and timers bring is taken to
 * the lane first, and dropped there if the machine has given them up meanwhile.
 */
final class RangeRunner {
    private final WatchRunner watch;
    private final WatchContext context;
    private final WatchRequest request;
    private final KeyRange range;
    private final KeyRange wireRange;
    private final WatchMachine machine;
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private @Nullable Attempt attempt;
    private Calls.@Nullable Cancellable read;
    private Scheduler.@Nullable Timer pause;

    RangeRunner(
            WatchRunner watch,
            WatchContext context,
            WatchRequest request,
            KeyRange range,
            long startRevision,
            boolean welcome) {
        this.watch = watch;
        this.context = context;
        this.request = request;
        this.range = range;
        this.wireRange = context.namespace().in(range);
        this.machine = new WatchMachine(
                wireRange,
                startRevision,
                request.resyncsOnCompaction(),
                welcome,
                watch.cluster(),
                bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /** The range as the caller knows it. */
    KeyRange range() {
        return range;
    }

    /** Completes with the first revision, on the lane. */
    CompletableFuture<Long> ready() {
        return ready;
    }

    void begin() {
        perform(machine.begin());
    }

    void park() {
        perform(machine.park());
    }

    void unpark() {
        perform(machine.unpark());
    }

    void ask() {
        perform(machine.ask());
    }

    void stop(EtcdException why) {
        perform(machine.stop());
        ready.completeExceptionally(why);
    }

    private void perform(List<WatchEffect> effects) {
        for (WatchEffect effect : effects) {
            if (effect instanceof WatchEffect.Deliver it) {
                watch.deliver(this, it);
            } else if (effect instanceof Parcel it) {
                watch.deliver(this, it);
            } else if (effect instanceof WatchEffect.Open it) {
                open(it.startRevision());
            } else if (effect instanceof WatchEffect.Close) {
                close();
            } else if (effect instanceof WatchEffect.Pause it) {
                pause(it.nanos());
            } else if (effect instanceof WatchEffect.Read it) {
                read(it.page());
            } else if (effect instanceof WatchEffect.RefuseToken it) {
                refuseToken(it.cause());
            } else if (effect instanceof WatchEffect.AskProgress) {
                askProgress();
            }
        }
    }

    private void open(long startRevision) {
        close();
        Attempt opened = new Attempt();
        attempt = opened;
        WatchRpcs.Create create = new WatchRpcs.Create(
                wireRange,
                startRevision,
                request.filters(),
                request.wantsPrevious(),
                request.wantsProgress(),
                request.allowsFragments());
        try {
            opened.stream = context.calls().stream(
                    WatchRpcs.WATCH, create, context.options(), request.requiresLeader(), opened);
        } catch (EtcdException refused) {
            opened.onEnd(refused);
        }
    }

    private void close() {
        Attempt given = attempt;
        attempt = null;
        if (given != null && !given.ended && given.stream != null) {
            given.stream.cancel();
        }
        Calls.Cancellable reading = read;
        read = null;
        if (reading != null) {
            reading.cancel();
        }
        Scheduler.Timer waiting = pause;
        pause = null;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    private void pause(long nanos) {
        Scheduler.Timer[] self = new Scheduler.Timer[1];
        self[0] = context.scheduler()
                .schedule(
                        nanos,
                        () -> watch.lane().run(() -> {
                            if (pause != null && pause == self[0]) {
                                pause = null;
                                perform(machine.timeUp());
                            }
                        }));
        pause = self[0];
    }

    private void read(Get page) {
        Page result = new Page();
        // The result may come before the call returns; it waits for its turn on the lane, so the field is set by then.
        read = result;
        result.call = context.calls().call(KvRpcs.RANGE, page, context.options(), result);
    }

    private void refuseToken(EtcdException cause) {
        Attempt refused = attempt;
        boolean again = refused != null && refused.stream != null && refused.stream.rejectToken();
        perform(machine.tokenRefused(again, cause));
    }

    private void askProgress() {
        if (attempt != null && attempt.stream != null) {
            attempt.stream.requestProgress();
        }
    }

    /**
     * Takes it; if that fails, for want of memory or because it makes no sense, the watch ends with that. How much of it was handed on
     * nobody knows then, and to go on behind it could leave a gap that nobody is told of.
     */
    private void takeOrEnd(WatchRpcs.Message message) {
        try {
            take(message);
        } catch (RuntimeException | Error e) {
            watch.end(WatchErrors.notTaken(request, e));
            throw e;
        }
    }

    private void take(WatchRpcs.Message message) {
        if (message instanceof WatchRpcs.Events it) {
            perform(
                    it.fragment()
                            ? machine.events(it.events(), true, watch.roomForMessage())
                            : machine.message(context.parcels().of(it.events(), wireRange), watch.roomForMessage()));
        } else if (message instanceof WatchRpcs.Created it) {
            perform(machine.created(it.header().clusterId(), it.header().revision(), now()));
        } else if (message instanceof WatchRpcs.Progress it) {
            perform(machine.mark(it.header().revision(), it.asked()));
        } else if (message instanceof WatchRpcs.Canceled it) {
            perform(machine.canceled(it.compactRevision(), it.reason(), now()));
        }
        watch.parkIfFull(machine.isParked());
    }

    private long now() {
        return context.scheduler().nanoTime();
    }

    /** One stream of the several that a range sees in its life. */
    private final class Attempt implements Calls.StreamResult<WatchRpcs.Message> {
        private Calls.@Nullable Stream stream;
        private boolean ended;

        @Override
        public void onMessage(WatchRpcs.Message message) {
            watch.lane().run(() -> {
                if (attempt == this) {
                    takeOrEnd(message);
                }
            });
        }

        @Override
        public void onEnd(@Nullable EtcdException failure) {
            watch.lane().run(() -> {
                ended = true;
                if (attempt == this) {
                    perform(machine.lost(failure, now()));
                }
            });
        }
    }

    /** One page of a list. */
    private final class Page implements Calls.Result<GetResult>, Calls.Cancellable {
        private Calls.@Nullable Cancellable call;

        @Override
        public void done(@Nullable GetResult reply, @Nullable EtcdException failure) {
            watch.lane().run(() -> {
                if (read != this) {
                    return;
                }
                read = null;
                if (reply != null) {
                    perform(machine.page(reply));
                    watch.parkIfFull(machine.isParked());
                } else if (failure != null) {
                    perform(machine.readFailed(failure));
                }
            });
        }

        @Override
        public void cancel() {
            if (call != null) {
                call.cancel();
            }
        }
    }
}
