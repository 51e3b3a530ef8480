package dev.tercet.recipes.internal.contention;

import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.contention.ContentionCalls.Call;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does what the machine of one place wants. Threads: everything here, and what is told of it, runs in the lane. */
final class ContentionRunner {
    private static final long FIRST_REST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LONGEST_REST = 5;
    /** Is told, in the lane. */
    interface Listener {
        /** It is our turn. */
        void won(Seen seen);

        /** It is not our turn yet. */
        void blocked();

        /** It is tried again after this. */
        void setback(EtcdException why);

        /** It is not our turn, or no longer. */
        void lost(EtcdException why);

        /** That we have left is not certain yet. */
        void doubted(EtcdException why);

        /** Our key is gone: whoever left need not wait any longer. */
        void left(boolean wasOurs);

        /** The end. */
        void gone();
    }

    private final Lane lane = new Lane();
    private final Place place;
    private final Ground ground;
    private final Listener listener;
    private final ContentionMachine machine;
    private final ContentionCalls calls;

    private @Nullable Runnable noLongerTold;
    private @Nullable CompletableFuture<?> call;
    private @Nullable Watch watch;
    private @Nullable Alarm alarm;
    // What is answered to something that is no longer under way is not heard.
    private int latestCall;
    private int latestWatch;
    private int latestRest;

    ContentionRunner(Place place, Ground ground, Listener listener) {
        this.place = place;
        this.ground = ground;
        this.listener = listener;
        this.machine = new ContentionMachine(place);
        this.calls = new ContentionCalls(place, ground.inPlace(), ground.id());
    }

    /** Runs a step in the lane. */
    void run(Runnable step) {
        lane.run(step);
    }

    ContentionMachine machine() {
        return machine;
    }

    /** Tells the machine; in the lane. */
    void tell(Signal signal) {
        if (noLongerTold == null) {
            noLongerTold = ground.onOver(why -> lane.run(() -> tell(over(why))));
        }
        machine.on(signal).forEach(this::perform);
    }

    private static Signal over(EtcdException why) {
        return new Signal.Over(why, why instanceof SessionLostException);
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.SendEnter enter) {
            send(() -> calls.enter(enter.onlyIfFree()));
        } else if (effect instanceof Effect.SendLook look) {
            send(() -> calls.look(look.mine()));
        } else if (effect instanceof Effect.SendFind) {
            send(calls::find);
        } else if (effect instanceof Effect.SendDelete delete) {
            send(() -> calls.delete(delete.mine(), delete.again()));
        } else if (effect instanceof Effect.Watch wanted) {
            unwatch();
            watch(wanted);
        } else if (effect instanceof Effect.Unwatch) {
            unwatch();
        } else if (effect instanceof Effect.Rest rest) {
            rest(rest.times());
        } else if (effect instanceof Effect.Stop) {
            stop();
        } else if (effect instanceof Effect.Won won) {
            listener.won(won.seen());
        } else if (effect instanceof Effect.Blocked) {
            listener.blocked();
        } else if (effect instanceof Effect.Setback setback) {
            listener.setback(setback.why());
        } else if (effect instanceof Effect.Lost lost) {
            listener.lost(lost.why());
        } else if (effect instanceof Effect.Doubted doubted) {
            listener.doubted(doubted.why());
        } else if (effect instanceof Effect.Left left) {
            listener.left(left.wasOurs());
        } else if (effect instanceof Effect.Gone) {
            if (noLongerTold != null) {
                noLongerTold.run();
            }
            listener.gone();
        }
    }

    private void send(Supplier<Call> sending) {
        int number = ++latestCall;
        Call made;
        try {
            made = sending.get();
        } catch (RuntimeException e) {
            lane.run(() -> tell(FailedCalls.signal(e, ground.id())));
            return;
        }
        call = made.sent();
        made.sent()
                .whenComplete((done, failure) -> lane.run(() -> {
                    if (number == latestCall) {
                        tell(
                                failure == null
                                        ? made.meaning().apply(done)
                                        : FailedCalls.signal(Task.unwrapped(failure), ground.id()));
                    }
                }));
    }

    private void watch(Effect.Watch wanted) {
        int number = ++latestWatch;
        List<KeyRange> ranges = Stream.concat(Stream.of(place.key()), wanted.keys().stream())
                .distinct()
                .map((Function<Bytes, KeyRange>) KeyRange::of)
                .toList();
        WatchRequest request = WatchRequest.of(ranges).without(WatchFilter.NO_PUT);
        watch = ground.inPlace().async().watches().open(request, signal -> {
            if (signal instanceof WatchSignal.Started started) {
                lane.run(() -> watched(number, new Signal.Watching(started.revision())));
            } else if (signal instanceof WatchSignal.Change) {
                lane.run(() -> watched(number, new Signal.Woken()));
            } else if (signal instanceof WatchSignal.Ended ended) {
                lane.run(() -> watched(number, unwatched(ended.causeOrNull())));
            }
        });
    }

    private static Signal unwatched(@Nullable EtcdException why) {
        // What is compacted is made good for by the look that follows.
        return new Signal.Unwatched(why instanceof CompactedException ? null : why);
    }

    private void watched(int number, Signal signal) {
        if (number == latestWatch) {
            tell(signal);
        }
    }

    private void rest(int times) {
        int number = ++latestRest;
        long nanos = FIRST_REST << Math.min(times - 1, LONGEST_REST);
        alarm = ground.timer()
                .after(
                        nanos,
                        () -> lane.run(() -> {
                            if (number == latestRest) {
                                tell(new Signal.Rested());
                            }
                        }));
    }

    private void stop() {
        latestCall++;
        latestRest++;
        if (call != null) {
            call.cancel(true);
            call = null;
        }
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        unwatch();
    }

    private void unwatch() {
        latestWatch++;
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }
}
