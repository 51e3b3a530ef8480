package dev.tercet.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.hub.SerialLane;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Resync;
import dev.tercet.watch.WatchSignal.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One watch: its ranges, and the buffer that their signals go to.
 *
 * <p>Threads: streams, timers and callers bring steps to the lane; ranges, group, cluster, {@code parked} and {@code onClose} are touched
 * nowhere else. The lane holds no lock, so a step may open, cancel and complete at will. The consumer only sees the buffer. The two
 * futures are for the engine: whoever hands them to a caller copies them, since they complete on whatever thread is on the lane.
 */
final class WatchRunner {
    private final WatchContext context;
    private final WatchRequest request;
    private final SerialLane lane = new SerialLane();
    private final Map<KeyRange, RangeRunner> ranges = new ConcurrentHashMap<>(2);
    private final GroupMachine group = new GroupMachine();
    private final OneCluster cluster = new OneCluster();
    private final WatchBuffer buffer;
    private final CompletableFuture<Long> started = new CompletableFuture<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private boolean parked;
    private Calls.@Nullable Cancellable onClose;
    private volatile boolean closing;
    private volatile @Nullable EtcdException lastInterruption;

    WatchRunner(WatchContext context, WatchRequest request) {
        this.context = context;
        this.request = request;
        this.buffer = new WatchBuffer(request.bufferBytes(), () -> lane.run(this::unpark));
    }

    /** Opens all ranges of the request. */
    void begin() {
        for (KeyRange range : request.ranges()) {
            ranges.computeIfAbsent(
                    range, key -> new RangeRunner(this, context, request, key, request.startRevision(), false));
        }
        lane.run(() -> {
            ranges.keySet().forEach(group::add);
            ranges.values().forEach(RangeRunner::begin);
        });
        // A parked watch has no stream that would tell it, nor has one between two attempts.
        Calls.Cancellable registration = context.calls().onClose(() -> end(WatchErrors.clientClosed(request)));
        lane.run(() -> {
            onClose = registration;
            if (ended.isDone()) {
                registration.cancel();
            }
        });
    }

    /** Watches one more range. */
    CompletableFuture<Long> add(KeyRange range, long startRevision) {
        RangeRunner more = new RangeRunner(this, context, request, range, startRevision, started.isDone());
        if (ranges.putIfAbsent(range, more) != null) {
            throw new IllegalStateException(range + " is watched already");
        }
        lane.run(() -> {
            if (closing) {
                more.stop(WatchErrors.closed(request));
            } else if (ranges.get(range) == more) {
                group.add(range);
                more.begin();
            }
        });
        return more.ready();
    }

    /** No longer watches a range. */
    boolean remove(KeyRange range) {
        RangeRunner gone = ranges.remove(range);
        if (gone == null) {
            return false;
        }
        lane.run(() -> {
            gone.stop(WatchErrors.removed(range));
            if (!ranges.containsKey(range)) {
                group.remove(range).forEach(this::hand);
            }
        });
        return true;
    }

    void requestProgress() {
        lane.run(() -> ranges.values().forEach(RangeRunner::ask));
    }

    /** Ends it from outside: null is the caller's own wish, and drops what waits. */
    void end(@Nullable EtcdException cause) {
        if (cause == null) {
            closing = true;
            // At once, so that the consumer sees nothing more, whatever the lane is at.
            buffer.end(new Ended(null), true);
        }
        lane.run(() -> finish(cause, cause == null));
    }

    /** Ends it because the consumer failed, who gets nothing more. */
    void endSilently(EtcdException cause) {
        closing = true;
        lane.run(() -> finish(cause, true));
    }

    boolean isOpen() {
        return !closing;
    }

    WatchRequest request() {
        return request;
    }

    WatchBuffer buffer() {
        return buffer;
    }

    /** Completes on the lane. */
    CompletableFuture<Long> started() {
        return started;
    }

    /** Completes on the lane. */
    CompletableFuture<Ended> ended() {
        return ended;
    }

    /** Waits until the server has it; if not in time, or interrupted, ends it. */
    void awaitStarted(Duration timeout) {
        try {
            started.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EtcdException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            end(null);
            throw WatchErrors.notConfirmed(request, timeout, lastInterruption);
        } catch (InterruptedException e) {
            end(null);
            Thread.currentThread().interrupt();
            throw WatchErrors.interrupted(request, e);
        }
    }

    SerialLane lane() {
        return lane;
    }

    /** Whose revisions all ranges have; to be asked in the lane. */
    OneCluster cluster() {
        return cluster;
    }

    long roomForMessage() {
        return buffer.roomForMessage();
    }

    /** Takes what a range's machine hands on. */
    void deliver(RangeRunner from, WatchEffect.Deliver item) {
        WatchSignal signal = item.signal();
        if (signal instanceof Ended end) {
            finish(end.causeOrNull(), false);
            return;
        } else if (signal instanceof Started it) {
            from.ready().complete(it.revision());
        } else if (signal instanceof Interrupted it) {
            lastInterruption = it.cause();
        }
        for (WatchSignal said : group.on(from.range(), signal)) {
            if (said == signal) {
                hand(new WatchEffect.Deliver(outward(said, from.range()), item.weight()));
            } else {
                hand(said);
            }
        }
    }

    /** Takes changes that a range's machine hands on together. */
    void deliver(RangeRunner from, Parcel parcel) {
        if (group.passes(from.range(), parcel.lastRevision())) {
            buffer.add(outward(parcel, from.range()), parcel.weight());
        }
    }

    /**
     * Stops all ranges at the server if the buffer is full, until half of it has been taken.
     *
     * @param isParked whether a range has done so by itself, since it used up its room
     */
    void parkIfFull(boolean isParked) {
        if (closing || (buffer.room() > 0 && !isParked && !parked)) {
            return;
        }
        parked = true;
        ranges.values().forEach(RangeRunner::park);
        if (!buffer.awaitsRoom()) {
            // The consumer was faster.
            unpark();
        }
    }

    private void unpark() {
        if (parked && !closing) {
            parked = false;
            ranges.values().forEach(RangeRunner::unpark);
        }
    }

    private void finish(@Nullable EtcdException cause, boolean drop) {
        closing = true;
        if (ended.isDone()) {
            return;
        }
        Ended last = buffer.end(new Ended(cause), drop);
        EtcdException why = last.causeOrNull() == null ? WatchErrors.closed(request) : last.causeOrNull();
        ranges.values().forEach(range -> range.stop(why));
        if (onClose != null) {
            onClose.cancel();
        }
        started.completeExceptionally(why);
        ended.complete(last);
    }

    private void hand(WatchSignal signal) {
        hand(WatchEffect.Deliver.of(signal));
    }

    private void hand(WatchEffect.Deliver item) {
        if (item.signal() instanceof Started it) {
            buffer.release(item);
            started.complete(it.revision());
        } else {
            buffer.add(List.of(item), item.weight());
        }
    }

    private List<WatchEffect.Deliver> outward(Parcel parcel, KeyRange range) {
        if (context.namespace().isNone()) {
            return parcel.changes();
        }
        List<WatchEffect.Deliver> changes = new ArrayList<>(parcel.changes().size());
        for (WatchEffect.Deliver item : parcel.changes()) {
            changes.add(new WatchEffect.Deliver(outward(item.signal(), range), item.weight()));
        }
        return changes;
    }

    private WatchSignal outward(WatchSignal signal, KeyRange range) {
        Namespace namespace = context.namespace();
        if (namespace.isNone()) {
            return signal;
        } else if (signal instanceof Change it) {
            return new Change(
                    it.revision(), it.events().stream().map(namespace::out).toList(), range);
        } else if (signal instanceof Resync it) {
            return new Resync(
                    it.revision(), it.kvs().stream().map(namespace::out).toList(), range);
        }
        return signal;
    }
}
