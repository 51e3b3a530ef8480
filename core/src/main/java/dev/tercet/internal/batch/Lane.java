package dev.tercet.internal.batch;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.internal.batch.Item.State;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one kind that go together.
 *
 * <p>Threads: anybody offers and gives up; answers come on an I/O thread, deadlines on the timer thread. The monitor guards the line,
 * the count of what is under way, and the states of items; calls are made and callers told outside of it.
 */
final class Lane {
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(1);

    private final Calls calls;
    private final Scheduler scheduler;
    private final int maxInFlight;
    private final Queue queue;
    private int inFlight;

    Lane(Calls calls, Scheduler scheduler, Batching limits, boolean keysOnce) {
        this.calls = calls;
        this.scheduler = scheduler;
        this.maxInFlight = limits.maxInFlight();
        this.queue = new Queue(limits, keysOnce);
    }

    /** Takes a call, and sends it or has it wait. */
    <R extends OpResult> Item<R> offer(Rpc<?, R> rpc, Op<R> op, CallOptions options, Calls.Result<R> result) {
        long timeout = nanos(options.timeout());
        Item<R> item = new Item<>(this, rpc, op, options, result, scheduler.nanoTime() + timeout);
        Batch alone = atOnce(item);
        if (alone != null) {
            if (send(alone)) {
                sendDue();
            }
            return item;
        }
        item.endsBy(scheduler.schedule(timeout, () -> timedOut(item)));
        synchronized (this) {
            queue.add(item);
        }
        sendDue();
        return item;
    }

    /** If nobody waits and there is room, it is sent at once, and its time is the call's. */
    private synchronized @Nullable Batch atOnce(Item<?> item) {
        if (inFlight >= maxInFlight || !queue.isEmpty()) {
            return null;
        }
        inFlight++;
        item.state = State.SENT;
        return batch(List.of(item));
    }

    private Batch batch(List<Item<?>> items) {
        Batch batch = new Batch(this, items);
        items.forEach(item -> item.batch = batch);
        return batch;
    }

    private static long nanos(Duration timeout) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 4);
        return (timeout.compareTo(longest) > 0 ? longest : timeout).toNanos();
    }

    void sendDue() {
        for (Batch batch = next(); batch != null; batch = next()) {
            send(batch);
        }
    }

    private synchronized @Nullable Batch next() {
        if (inFlight >= maxInFlight) {
            return null;
        }
        List<Item<?>> items = queue.next();
        if (items.isEmpty()) {
            return null;
        }
        inFlight++;
        return batch(items);
    }

    /** Returns whether it was answered already, so that others may be due. */
    private boolean send(Batch batch) {
        List<Item<?>> items = batch.items();
        long now = scheduler.nanoTime();
        if (items.size() == 1) {
            Item<?> item = items.get(0);
            return batch.sent(item.sendAlone(calls, Math.max(LEAST, item.deadline() - now), batch));
        }
        long left = LEAST;
        List<Op<?>> ops = new ArrayList<>(items.size());
        for (Item<?> item : items) {
            left = Math.max(left, item.deadline() - now);
            ops.add(item.op());
        }
        CallOptions options = CallOptions.DEFAULT.withTimeout(Duration.ofNanos(left));
        Calls.Result<TxnResult> result = batch::done;
        return batch.sent(calls.call(
                KvRpcs.TXN,
                Txn.when().then(ops),
                items.get(0).retriesWrites() ? options.retryingWrites() : options,
                result));
    }

    /** Tells everybody what came of it. Whoever calls then sends what waits. */
    void answered(Batch batch, @Nullable OpResult reply, @Nullable EtcdException failure) {
        List<Item<?>> items = batch.items();
        boolean alone = items.size() == 1;
        if (failure != null
                && !alone
                && failure instanceof RejectedEtcdException
                && failure.outcome() == Outcome.NOT_APPLIED) {
            refused(batch, failure);
            return;
        }
        boolean[] told = over(batch);
        for (int i = 0; i < told.length; i++) {
            if (!told[i]) {
                continue;
            }
            Item<?> item = items.get(i);
            if (failure != null) {
                item.done(null, alone ? failure : item.failed(failure, items.size() - 1));
            } else if (reply instanceof TxnResult txn && !alone) {
                item.done(Item.with(txn.header(), txn.results().get(i)), null);
            } else {
                item.done(reply, null);
            }
        }
    }

    /** Which of them are still to be told; they are over now, and so is their batch. */
    private synchronized boolean[] over(Batch batch) {
        leave(batch);
        List<Item<?>> items = batch.items();
        boolean[] told = new boolean[items.size()];
        for (int i = 0; i < told.length; i++) {
            Item<?> item = items.get(i);
            told[i] = item.state != State.OVER;
            item.state = State.OVER;
        }
        return told;
    }

    /** Its place is free; under the lock. */
    private void leave(Batch batch) {
        if (!batch.left) {
            batch.left = true;
            inFlight--;
        }
    }

    /** Nothing of it was applied, and one of them is why: each goes by itself, or there were too many. */
    private void refused(Batch batch, EtcdException failure) {
        List<Item<?>> items = batch.items();
        if (failure.code() == ErrorCode.TOO_MANY_OPERATIONS) {
            synchronized (this) {
                leave(batch);
                items.stream().filter(item -> item.state == State.SENT).forEach(item -> item.state = State.WAITING);
                queue.refused(items);
            }
            return;
        }
        List<Batch> alone = new ArrayList<>();
        synchronized (this) {
            // Not counted: they would have been under way all at once without us, and others wait for their turn no
            // longer.
            leave(batch);
            for (Item<?> item : items) {
                if (item.state == State.SENT) {
                    inFlight++;
                    alone.add(batch(List.of(item)));
                }
            }
        }
        alone.forEach(this::send);
    }

    /** Its caller wants no more of it; returns what it was before. */
    State giveUp(Item<?> item) {
        State was;
        Batch unwanted = null;
        synchronized (this) {
            was = item.state;
            item.state = State.OVER;
            Batch batch = item.batch;
            if (was == State.SENT && batch != null && --batch.wanted == 0) {
                unwanted = batch;
                leave(batch);
            }
        }
        item.cancelTimer();
        if (unwanted != null) {
            unwanted.cancel();
            // Nobody hears of a call that was cancelled.
            sendDue();
        }
        return was;
    }

    private void timedOut(Item<?> item) {
        State was = giveUp(item);
        if (was != State.OVER) {
            // Before its time this runs because the client closes.
            boolean closing = scheduler.nanoTime() - item.deadline() < 0;
            boolean sent = was == State.SENT;
            item.done(null, closing ? item.closed(sent) : item.timedOut(sent));
        }
    }
}
