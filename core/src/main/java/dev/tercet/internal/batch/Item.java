package dev.tercet.internal.batch;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
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

    CallOptions options() {
        return options;
    }

    /** Whether one call may be made for both. */
    boolean goesWith(Item<?> other) {
        return options == other.options
                || (options.retriesWrites() == other.options.retriesWrites()
                        && options.timeout().equals(other.options.timeout()));
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
    Calls.Underway sendAlone(Calls calls, Calls.Result<OpResult> to) {
        Calls.Result<R> typed = to::done;
        return calls.call((Rpc<Op<R>, R>) rpc, op, options, typed);
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

    /** Tells the caller what its part of a transaction says, with the header of the whole: a part's has the revision only. */
    void done(Header header, OpResult part) {
        if (op instanceof Put && part instanceof PutResult put) {
            done(new PutResult(header, put.previousOrNull()), null);
        } else if (op instanceof Delete && part instanceof DeleteResult delete) {
            done(new DeleteResult(header, delete.deleted(), delete.previous()), null);
        } else if (op instanceof Get && part instanceof GetResult get) {
            done(new GetResult(header, get.kvs(), get.more(), get.count()), null);
        } else {
            done(null, broken("its part of the answer is one of something else", null));
        }
    }

    /** What became of the data if it was sent and nobody knows. */
    Outcome unknown() {
        return (Object) rpc == KvRpcs.RANGE ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
    }

    /** Its own failure, where it went with others. */
    EtcdException failed(EtcdException together, int others) {
        // A refusal after an attempt whose reply was lost: it may be meant for another, and what it says of a lease or
        // a key with it.
        boolean ofAnother = together instanceof RejectedEtcdException && together.outcome() == Outcome.UNKNOWN;
        Outcome outcome = together.outcome() == Outcome.UNKNOWN ? unknown() : together.outcome();
        String message = op + ", together with " + others + " more: " + together.getMessage();
        return Errors.of(
                new Details(
                        ofAnother ? ErrorCode.UNAVAILABLE : together.code(),
                        outcome,
                        message,
                        rpc.method(),
                        together.endpoint().orElse(null),
                        together),
                op);
    }

    EtcdException closed(Outcome outcome) {
        return Errors.closed(op.toString(), outcome);
    }

    /** It could not be sent, or what came back is no answer to it. */
    EtcdException broken(String why, @Nullable Throwable cause) {
        Outcome outcome = unknown();
        String message = op + ": " + why + (outcome == Outcome.UNKNOWN ? Errors.doubt() : "");
        return Errors.of(new Details(ErrorCode.PROTOCOL, outcome, message, rpc.method(), null, cause), op);
    }

    EtcdException timedOut(boolean sent, Outcome outcome) {
        String what = sent ? ": no reply within " : ": not sent, since those before it had no reply, within ";
        String message =
                op + what + Errors.shown(options.timeout()) + (outcome == Outcome.UNKNOWN ? Errors.doubt() : "");
        return Errors.of(new Details(ErrorCode.TIMEOUT, outcome, message, rpc.method(), null, null), op);
    }

    @Override
    public void cancel() {
        giveUp();
    }

    @Override
    public @Nullable Outcome giveUp() {
        Lane.Left left = lane.giveUp(this);
        return left.was() == State.OVER ? null : left.outcome();
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
