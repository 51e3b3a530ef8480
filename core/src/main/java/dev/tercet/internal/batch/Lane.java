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
import dev.tercet.spi.ReplyTooLargeException;
import dev.tercet.spi.Rpc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one kind that go together.
 *
 * <p>Threads: anybody offers and gives up; answers come on an I/O thread, deadlines on the timer thread. The monitor guards the line,
 * the count of what is under way, and the states of items; calls are made and callers told outside of it.
 */
final class Lane {
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
        long timeout = Scheduler.nanos(options.timeout());
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

    /**
     * Returns whether it was answered already, so that others may be due. A call has the time that its callers gave it, also where they
     * have waited already: how long each endpoint may take goes by that. Their own timers see to it that they do not wait longer.
     */
    private boolean send(Batch batch) {
        List<Item<?>> items = batch.items();
        try {
            return batch.sent(items.size() == 1 ? items.get(0).sendAlone(calls, batch) : sendTogether(items, batch));
        } catch (RuntimeException | Error e) {
            // Whatever it is: nobody else would end them, nor give their place away.
            tell(batch, (item, at) -> item.done(null, item.broken("it could not be sent: " + e, e)));
            if (e instanceof Error error) {
                throw error;
            }
            return true;
        }
    }

    private Calls.Underway sendTogether(List<Item<?>> items, Batch batch) {
        List<Op<?>> ops = new ArrayList<>(items.size());
        items.forEach(item -> ops.add(item.op()));
        Calls.Result<TxnResult> result = batch::done;
        return calls.call(KvRpcs.TXN, Txn.when().then(ops), items.get(0).options(), result);
    }

    /** Tells everybody what came of it. Whoever calls then sends what waits. */
    void answered(Batch batch, @Nullable OpResult reply, @Nullable EtcdException failure) {
        List<Item<?>> items = batch.items();
        if (items.size() == 1) {
            tell(batch, (item, at) -> item.done(reply, failure));
        } else if (failure != null && isAboutOne(failure)) {
            refused(batch, failure);
        } else if (failure != null) {
            tell(batch, (item, at) -> item.done(null, item.failed(failure, items.size() - 1)));
        } else if (reply instanceof TxnResult txn && txn.results().size() == items.size()) {
            tell(batch, (item, at) -> item.done(txn.header(), txn.results().get(at)));
        } else {
            tell(
                    batch,
                    (item, at) ->
                            item.done(null, item.broken("the answer has not as many parts as the transaction", null)));
        }
    }

    /** Whether nothing was applied, and for each by itself there may be another answer. */
    private static boolean isAboutOne(EtcdException failure) {
        return failure.outcome() == Outcome.NOT_APPLIED
                && (failure instanceof RejectedEtcdException || failure.getCause() instanceof ReplyTooLargeException);
    }

    /** Does it for each that is still to be told, with its place in the batch. */
    private void tell(Batch batch, ObjIntConsumer<Item<?>> telling) {
        boolean[] told = over(batch);
        for (int at = 0; at < told.length; at++) {
            if (told[at]) {
                telling.accept(batch.items().get(at), at);
            }
        }
    }

    /** Which are still to be told; they are over now, and so is their batch. */
    private synchronized boolean[] over(Batch batch) {
        leave(batch);
        boolean[] told = new boolean[batch.items().size()];
        for (int at = 0; at < told.length; at++) {
            Item<?> item = batch.items().get(at);
            told[at] = item.state != State.OVER;
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
            // All at once, as they would have been without us; they are more than may be, until they are answered.
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

    /**
     * What a call that was given up leaves behind.
     *
     * @param was how far it had got
     * @param outcome what became of the data
     */
    record Left(State was, Outcome outcome) {}

    /** Its caller wants no more of it. */
    Left giveUp(Item<?> item) {
        State was;
        Batch unwanted = null;
        synchronized (this) {
            was = item.state;
            item.state = State.OVER;
            Batch batch = item.batch;
            if (was == State.WAITING) {
                queue.ended();
            } else if (was == State.SENT && batch != null && --batch.wanted == 0) {
                unwanted = batch;
                leave(batch);
            }
        }
        item.cancelTimer();
        Outcome outcome = was == State.WAITING ? Outcome.NOT_APPLIED : item.unknown();
        if (unwanted != null) {
            Outcome known = unwanted.giveUp();
            outcome = known == null ? outcome : known;
            // Nobody hears of a call that was given up.
            sendDue();
        }
        return new Left(was, outcome);
    }

    private void timedOut(Item<?> item) {
        // Before its time this runs because the client closes.
        boolean closing = scheduler.nanoTime() - item.deadline() < 0;
        Left left = giveUp(item);
        if (left.was() != State.OVER) {
            boolean sent = left.was() == State.SENT;
            item.done(null, closing ? item.closed(left.outcome()) : item.timedOut(sent, left.outcome()));
        }
    }
}
