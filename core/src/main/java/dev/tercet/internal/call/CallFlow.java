package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.internal.GuardedBy;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.internal.token.Tokens;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call from start to end: its deadline, its attempts, and its one result.
 *
 * <p>This object is what the transport replies to, what the timer runs, and what waits for a token, so that a call that simply
 * works costs one object, one timer node if it has to wait, and no lock that anybody else wants.
 *
 * <p>Threads: started by the caller; replies come on an I/O thread, deadlines on the timer thread, cancellations on any. The one
 * result is claimed by compare-and-set of {@code done}. The monitor guards which attempt is under way; under it things are only
 * decided, and transports, timers, token holders and the result are called outside. Signals of an attempt that is over are
 * ignored, except its reply, which is as good as any.
 */
final class CallFlow<Q, R> implements Reply<R>, Runnable, Calls.Underway, Tokens.Waiter {
    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(CallFlow.class, "done", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long TOKEN_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Engine engine;
    private final Rpc<Q, R> rpc;
    private final Q request;
    private final CallOptions options;
    private final int pinned;
    private final boolean authenticated;
    private final Calls.Result<R> result;
    private final long timeoutNanos;
    private final long startedAt;

    @SuppressWarnings("unused") // by DONE
    private volatile boolean done;

    private volatile Scheduler.@Nullable Timer timer;

    private volatile boolean severalAttempts;

    /** For the message of a call that times out meanwhile. */
    private volatile boolean waitsForToken;

    @GuardedBy("this")
    private int attempt;

    @GuardedBy("this")
    private int index = -1;

    @GuardedBy("this")
    private long tried;

    @GuardedBy("this")
    private long tokenNumber;

    @GuardedBy("this")
    private @Nullable WireCall wire;

    /** Whether the transport is being called: it may send already, and there is nothing yet to ask. */
    @GuardedBy("this")
    private boolean handingOver;

    @GuardedBy("this")
    private boolean givenUp;

    @GuardedBy("this")
    private long attemptedAt;

    @GuardedBy("this")
    private @Nullable RetryMachine retry;

    @GuardedBy("this")
    private @Nullable WireFailure lastFailure;

    @GuardedBy("this")
    private int lastIndex = -1;

    CallFlow(
            Engine engine,
            Rpc<Q, R> rpc,
            Q request,
            CallOptions options,
            int pinned,
            boolean authenticated,
            Calls.Result<R> result) {
        this.engine = engine;
        this.rpc = rpc;
        this.request = request;
        this.options = options;
        this.pinned = pinned;
        this.authenticated = authenticated;
        this.result = result;
        this.timeoutNanos = Scheduler.nanos(options.timeout());
        this.startedAt = engine.scheduler().nanoTime();
    }

    void start() {
        if (engine.isClosed()) {
            finish(null, Errors.closed(request.toString(), Outcome.NOT_APPLIED));
            return;
        }
        go();
        if (!done) {
            // Not before: a call that is answered while it is being made, as without a wire, needs no timer.
            setTimer(Math.min(share(), left()));
        }
    }

    private void setTimer(long nanos) {
        timer = engine.scheduler().schedule(nanos, this);
        if (done) {
            cancelTimer();
        }
    }

    /** What one attempt may take before another endpoint gets its turn. */
    private long share() {
        int endpoints = pinned >= 0 ? 1 : engine.book().count();
        return timeoutNanos / endpoints;
    }

    private long left() {
        return timeoutNanos - (engine.scheduler().nanoTime() - startedAt);
    }

    private void go() {
        if (done) {
            return;
        }
        if (!authenticated) {
            attempt(0, CallContext.PLAIN);
            return;
        }
        Tokens.Held held = engine.tokens().heldOrNull();
        if (held == null) {
            waitsForToken = true;
            engine.tokens().await(this);
        } else {
            attempt(held);
        }
    }

    @Override
    public void ready(Tokens.@Nullable Held held, @Nullable EtcdException failure) {
        if (held != null) {
            waitsForToken = false;
            attempt(held);
        } else if (failure instanceof TransientEtcdException && left() > 0) {
            // It had the client's time, of which this call may have more.
            synchronized (this) {
                lastFailure = Errors.untouched(failure);
            }
            engine.scheduler().schedule(TOKEN_PAUSE, this::go);
        } else if (failure != null) {
            finish(null, words().withoutToken(failure, outcome(false)));
        }
    }

    private void attempt(Tokens.Held held) {
        // A member without a leader then refuses at once instead of letting the call run into its deadline.
        attempt(held.number(), rpc.local().test(request) ? held.plain() : held.withLeader());
    }

    private void attempt(long number, CallContext context) {
        int mine;
        int target;
        synchronized (this) {
            if (done || givenUp) {
                return;
            }
            mine = ++attempt;
            severalAttempts = mine > 1;
            target = pinned >= 0 ? pinned : engine.book().pick(tried);
            index = target;
            tried |= 1L << target;
            tokenNumber = number;
            wire = null;
            handingOver = true;
            attemptedAt = engine.scheduler().nanoTime();
        }
        Reply<R> reply = mine == 1 ? this : new LaterAttempt(mine);
        WireCall call;
        try {
            call = engine.book()
                    .transport(target)
                    .call(rpc, request, context.withMaxReplyBytes(options.maxReplyBytes()), reply);
        } catch (RuntimeException e) {
            // On a later attempt nobody would catch it, and the call would wait for its deadline.
            failed(mine, Errors.thrown(e));
            return;
        }
        boolean stale;
        synchronized (this) {
            stale = done || attempt != mine;
            if (attempt == mine) {
                handingOver = false;
                wire = call;
            }
        }
        if (stale) {
            call.cancel();
        }
    }

    @Override
    public void onReply(R reply) {
        finish(reply, null);
        if (severalAttempts) {
            // The reply may be a late one to an earlier attempt, while another is under way.
            giveUpAttempt();
        }
    }

    @Override
    public void onFailure(WireFailure failure) {
        failed(1, failure);
    }

    private void failed(int which, WireFailure failure) {
        RetryMachine.Decision decision;
        ErrorCode code = ErrorTable.code(failure);
        boolean aboutToken = failure.reach() == Reach.ANSWERED && ErrorTable.isAboutToken(failure.message());
        int at;
        long number;
        synchronized (this) {
            if (done || which != attempt) {
                return;
            }
            attempt++;
            at = index;
            number = tokenNumber;
            lastFailure = failure;
            lastIndex = at;
            wire = null;
            handingOver = false;
            RetryMachine.Decision best =
                    machine().onFailure(new RetryMachine.Failure(code, failure.certainlyUntouched(), aboutToken));
            decision = engine.retries() ? best : new RetryMachine.GiveUp();
        }
        if (engine.isClosed()) {
            finish(null, words().closed(outcome(false), endpoint(true)));
            return;
        }
        if (code == ErrorCode.TIMEOUT || ErrorTable.blamesEndpoint(code)) {
            engine.setAside(at);
        }
        if (decision instanceof RetryMachine.Renew) {
            if (engine.tokens().refused(number)) {
                go();
                return;
            }
        } else if (decision instanceof RetryMachine.Again again) {
            again(again.pauseNanos());
            return;
        }
        finish(null, failure(failure, code, at));
    }

    private void again(long pause) {
        if (pause == 0) {
            go();
            return;
        }
        synchronized (this) {
            tried = 0;
        }
        // Ten per cent either way, so that many clients of one server that restarts do not return in step.
        long jittered = (long) (pause * ThreadLocalRandom.current().nextDouble(0.9, 1.1));
        engine.scheduler().schedule(jittered, this::go);
    }

    @GuardedBy("this")
    private RetryMachine machine() {
        RetryMachine machine = retry;
        int endpoints = pinned >= 0 ? 1 : engine.book().count();
        if (machine == null) {
            machine = new RetryMachine(rpc.isRepeatable(request) || options.retriesWrites(), endpoints, authenticated);
            retry = machine;
        }
        return machine.among(endpoints);
    }

    /** The timer: the deadline, or an attempt's share of it. */
    @Override
    public void run() {
        if (done) {
            return;
        }
        if (engine.isClosed()) {
            boolean hasLeft = giveUpAttempt();
            finish(null, words().closed(outcome(hasLeft), endpoint(hasLeft)));
            return;
        }
        long left = left();
        if (left <= 0) {
            timedOut();
            return;
        }
        long wait = shareLeft();
        boolean up = wait <= 0;
        setTimer(Math.min(up ? share() : wait, left));
        if (up && !done) {
            shareIsUp();
        }
    }

    /** What is left to the attempt under way, which may have begun later than the call did. */
    private synchronized long shareLeft() {
        return wire == null ? 0 : share() - (engine.scheduler().nanoTime() - attemptedAt);
    }

    private void shareIsUp() {
        WireCall under;
        int at;
        boolean repeatable = rpc.isRepeatable(request) || options.retriesWrites();
        synchronized (this) {
            under = wire;
            at = index;
        }
        if (under == null) {
            return;
        }
        engine.setAside(at);
        if (!repeatable && under.hasLeft()) {
            // It stays where it is: nobody else may be asked to do it as well.
            return;
        }
        synchronized (this) {
            if (done || wire != under) {
                return;
            }
            attempt++;
            wire = null;
        }
        under.cancel();
        // Asked after the cancellation, since it may have left until then.
        boolean hasLeft = under.hasLeft();
        WireFailure silence = new WireFailure(
                StatusCode.UNAVAILABLE,
                (hasLeft ? "no reply" : "no connection") + " within its share of the deadline",
                hasLeft ? Reach.LOST : Reach.NEVER_LEFT,
                null);
        synchronized (this) {
            lastFailure = silence;
            lastIndex = at;
            machine().onFailure(new RetryMachine.Failure(ErrorCode.UNAVAILABLE, !hasLeft, false));
        }
        if (hasLeft && !repeatable) {
            finish(null, failure(silence, ErrorCode.UNAVAILABLE, at));
        } else {
            go();
        }
    }

    /**
     * Ends the attempt under way, also at the server; no failure of it is heard any more, and none follows it.
     *
     * @return whether any of it may have reached the server
     */
    private boolean giveUpAttempt() {
        WireCall under;
        boolean unsure;
        synchronized (this) {
            under = wire;
            unsure = handingOver;
            givenUp = true;
            wire = null;
            attempt++;
        }
        if (under == null) {
            return unsure;
        }
        under.cancel();
        // Asked after the cancellation, since it may have left until then.
        return under.hasLeft();
    }

    private void timedOut() {
        boolean hasLeft = giveUpAttempt();
        CallWords.Wait wait = CallWords.Wait.of(waitsForToken, hasLeft);
        WireFailure last;
        synchronized (this) {
            last = lastFailure;
        }
        finish(null, words().timedOut(wait, outcome(hasLeft), endpoint(hasLeft), last));
    }

    /** The endpoint to name: where it may still be, or else of whom there is something to tell; null if none was ever asked. */
    private synchronized @Nullable String endpoint(boolean hasLeft) {
        int at = hasLeft || lastIndex < 0 ? index : lastIndex;
        return at < 0 ? null : engine.book().endpoint(at).toString();
    }

    private Outcome outcome(boolean lastOneInDoubt) {
        if (rpc.isRead(request)) {
            return Outcome.NOT_APPLIED;
        }
        synchronized (this) {
            RetryMachine machine = retry;
            return lastOneInDoubt || (machine != null && machine.leavesDoubt()) ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
        }
    }

    private CallWords words() {
        return new CallWords(request, rpc.method(), options.timeout());
    }

    private EtcdException failure(WireFailure failure, ErrorCode code, int at) {
        String endpoint = engine.book().endpoint(at).toString();
        return words().failed(failure, code, outcome(false), endpoint);
    }

    private void finish(@Nullable R reply, @Nullable EtcdException failure) {
        if (DONE.compareAndSet(this, false, true)) {
            cancelTimer();
            result.done(reply, failure);
        }
    }

    private void cancelTimer() {
        Scheduler.Timer waiting = timer;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    @Override
    public void cancel() {
        giveUp();
    }

    /**
     * Ends the call without a result, also at the server.
     *
     * @return what happened to the data, or null if the result was faster
     */
    @Override
    public @Nullable Outcome giveUp() {
        if (!DONE.compareAndSet(this, false, true)) {
            return null;
        }
        cancelTimer();
        return outcome(giveUpAttempt());
    }

    @Override
    public String method() {
        return rpc.method();
    }

    @Override
    public String toString() {
        return request.toString();
    }

    /** The reply to an attempt after the first, so that what is left of an earlier one cannot be taken for it. */
    private final class LaterAttempt implements Reply<R> {
        private final int which;

        LaterAttempt(int which) {
            this.which = which;
        }

        @Override
        public void onReply(R reply) {
            CallFlow.this.onReply(reply);
        }

        @Override
        public void onFailure(WireFailure failure) {
            failed(which, failure);
        }
    }
}
