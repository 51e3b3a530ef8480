package dev.tercet.internal.batch;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.Errors;
import dev.tercet.internal.schedule.Scheduler.Timer;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call on one key, from when it is made until its one result. Its state is its lane's, and changes under that one's lock.
 *
 * @param <R> what it answers
 */
final class Item<R extends OpResult> implements Calls.Underway {
    /** How far it got. */
    enum State {
        WAITING,
        SENT,
        /** It has its result, or its caller wants none. */
        OVER
    }

    // Of a key and a value in a request: tags, lengths, a lease.
    private static final int OVERHEAD = 32;

    private final Lane lane;
    private final Rpc<?, R> rpc;
    private final Op<R> op;
    private final CallOptions options;
    private final Calls.Result<R> result;
    private final long deadline;

    State state = State.WAITING;

    @Nullable
    Batch batch;

    /** Ends it while it waits, and when it went with others, whose time is another. */
    private volatile @Nullable Timer timer;

    Item(Lane lane, Rpc<?, R> rpc, Op<R> op, CallOptions options, Calls.Result<R> result, long deadline) {
        this.lane = lane;
        this.rpc = rpc;
        this.op = op;
        this.options = options;
        this.result = result;
        this.deadline = deadline;
    }

    Op<R> op() {
        return op;
    }

    /** When its time is up. */
    long deadline() {
        return deadline;
    }

    boolean retriesWrites() {
        return options.retriesWrites();
    }

    Bytes key() {
        if (op instanceof Put put) {
            return put.key();
        }
        return op instanceof Delete delete
                ? delete.range().key()
                : ((Get) op).range().key();
    }

    /** How much of a request it takes, about. */
    int size() {
        int value = op instanceof Put put ? put.value().length() : 0;
        return OVERHEAD + key().length() + value;
    }

    /** Sends it by itself; the result goes to the batch that it makes alone. */
    @SuppressWarnings("unchecked") // A row's request is the operation that it has the result of.
    Calls.Cancellable sendAlone(Calls calls, long leftNanos, Calls.Result<OpResult> to) {
        Calls.Result<R> typed = to::done;
        return calls.call((Rpc<Op<R>, R>) rpc, op, options.withTimeout(Duration.ofNanos(leftNanos)), typed);
    }

    void endsBy(Timer its) {
        timer = its;
    }

    void cancelTimer() {
        Timer its = timer;
        if (its != null) {
            its.cancel();
        }
    }

    /** Tells the caller; once. */
    @SuppressWarnings("unchecked") // It is what its own row, or its place in the transaction, answered.
    void done(@Nullable OpResult reply, @Nullable EtcdException failure) {
        cancelTimer();
        result.done((R) reply, failure);
    }

    /** With the transaction's header: that of its part says the revision only. */
    static OpResult with(Header header, OpResult part) {
        if (part instanceof PutResult put) {
            return new PutResult(header, put.previousOrNull());
        } else if (part instanceof DeleteResult delete) {
            return new DeleteResult(header, delete.deleted(), delete.previous());
        }
        GetResult get = (GetResult) part;
        return new GetResult(header, get.kvs(), get.more(), get.count());
    }

    /** What became of the data if it was sent and nobody knows. */
    Outcome unknown() {
        return (Object) rpc == KvRpcs.RANGE ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
    }

    /** Its own failure, where it went with others. */
    EtcdException failed(EtcdException together, int others) {
        Outcome outcome = together.outcome() == Outcome.UNKNOWN ? unknown() : together.outcome();
        String message = op + ", together with " + others + " more: " + together.getMessage();
        return Errors.of(
                new Details(
                        together.code(),
                        outcome,
                        message,
                        rpc.method(),
                        together.endpoint().orElse(null),
                        together),
                op);
    }

    EtcdException closed(boolean sent) {
        return Errors.closed(op.toString(), sent ? unknown() : Outcome.NOT_APPLIED);
    }

    EtcdException timedOut(boolean sent) {
        Outcome outcome = sent ? unknown() : Outcome.NOT_APPLIED;
        String what = sent ? ": no reply within " : ": not sent, since those before it had no reply, within ";
        String message =
                op + what + Errors.shown(options.timeout()) + (outcome == Outcome.UNKNOWN ? Errors.doubt() : "");
        return Errors.of(new Details(ErrorCode.TIMEOUT, outcome, message, rpc.method(), null, null), op);
    }

    @Override
    public void cancel() {
        lane.giveUp(this);
    }

    @Override
    public @Nullable Outcome giveUp() {
        State was = lane.giveUp(this);
        return was == State.OVER ? null : was == State.SENT ? unknown() : Outcome.NOT_APPLIED;
    }

    @Override
    public String method() {
        return rpc.method();
    }

    @Override
    public String toString() {
        return op.toString();
    }
}
