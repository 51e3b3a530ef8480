package dev.tercet.internal.call;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.internal.GuardedBy;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.internal.token.Tokens;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import org.jspecify.annotations.Nullable;

/**
 * One stream from opening to its one end: a token, an endpoint, and a limit to how long an endpoint may take to say anything.
 *
 * <p>It goes on to the next endpoint for one reason only, a connection that cannot be made as configured: that endpoint will be no
 * better the next time, and the others may be well. Everything else is the end, and whoever opened it decides what follows.
 *
 * <p>Threads: as {@link CallFlow}. The monitor guards the fields; everything is called outside it. What was asked for before the
 * stream was opened is asked for when it is.
 */
final class StreamFlow<Q, R> implements Calls.Stream, StreamReply<R>, Tokens.Waiter, Runnable {
    private final Engine engine;
    private final StreamRpc<Q, R> rpc;
    private final Q request;
    private final boolean requireLeader;
    private final int pinned;
    private final Calls.StreamResult<R> result;
    private final long silenceNanos;

    private volatile boolean spoke;

    @GuardedBy("this")
    private Scheduler.@Nullable Timer timer;

    @GuardedBy("this")
    private @Nullable WireStream wire;

    @GuardedBy("this")
    private long tokenNumber;

    @GuardedBy("this")
    private int index = -1;

    @GuardedBy("this")
    private int attempt;

    /** The endpoints that were gone to, a bit each. */
    @GuardedBy("this")
    private long tried;

    @GuardedBy("this")
    private int requested;

    @GuardedBy("this")
    private boolean progressRequested;

    /** Whether the end was told, or is not wanted any more: nothing is delivered then. Written under the monitor. */
    private volatile boolean over;

    StreamFlow(
            Engine engine,
            StreamRpc<Q, R> rpc,
            Q request,
            boolean requireLeader,
            int pinned,
            long silenceNanos,
            Calls.StreamResult<R> result) {
        this.engine = engine;
        this.rpc = rpc;
        this.request = request;
        this.requireLeader = requireLeader;
        this.pinned = pinned;
        this.silenceNanos = silenceNanos;
        this.result = result;
    }

    void start() {
        if (!engine.register(this)) {
            end(Errors.closed(request.toString(), Outcome.NOT_APPLIED));
            return;
        }
        go();
    }

    private void go() {
        if (silenceNanos > 0) {
            cancelTimer();
            Scheduler.Timer waiting = engine.scheduler().schedule(silenceNanos, this);
            synchronized (this) {
                timer = waiting;
            }
            if (over) {
                cancelTimer();
            }
        }
        Tokens.Held held = engine.tokens().heldOrNull();
        if (held == null) {
            engine.tokens().await(this);
        } else {
            open(held);
        }
    }

    @Override
    public void ready(Tokens.@Nullable Held held, @Nullable EtcdException failure) {
        if (held != null) {
            open(held);
        } else if (failure != null) {
            end(failure);
        }
    }

    private void open(Tokens.Held held) {
        int mine;
        int target;
        synchronized (this) {
            if (over) {
                return;
            }
            mine = ++attempt;
            target = pinned >= 0 ? pinned : engine.book().pick(tried);
            index = target;
            tried |= 1L << target;
            tokenNumber = held.number();
        }
        CallContext context = requireLeader ? held.withLeader() : held.plain();
        WireStream opened;
        try {
            opened = engine.book().transport(target).stream(rpc, request, context, this);
        } catch (RuntimeException e) {
            // Told like any other end: on a later attempt nobody would catch it.
            onEnd(Errors.thrown(e));
            return;
        }
        int more;
        boolean progress;
        boolean cancel;
        synchronized (this) {
            if (attempt != mine) {
                // It failed before it was handed over, and the next is under way already.
                return;
            }
            wire = opened;
            more = requested;
            progress = progressRequested;
            cancel = over;
        }
        if (cancel) {
            opened.cancel();
            return;
        }
        if (more > 0) {
            opened.request(more);
        }
        if (progress) {
            opened.requestProgress();
        }
    }

    @Override
    public void onMessage(R message) {
        if (over) {
            return;
        }
        if (!spoke) {
            spoke = true;
            cancelTimer();
        }
        result.onMessage(message);
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        if (over) {
            // The end of one that we gave up says nothing about its endpoint.
            return;
        }
        if (engine.isClosed()) {
            end(Errors.closed(request.toString(), Outcome.NOT_APPLIED));
            return;
        }
        if (failure == null) {
            end(null);
            return;
        }
        ErrorCode code = ErrorTable.code(failure);
        if (failure.reach() == Reach.ANSWERED && ErrorTable.isAboutToken(failure.message())) {
            rejectToken();
        }
        int at = at();
        if (at >= 0 && ErrorTable.blamesEndpoint(code)) {
            engine.setAside(at);
        }
        if (code == ErrorCode.CONNECTION_REJECTED && !spoke && isAnyLeft()) {
            go();
            return;
        }
        String endpoint = endpoint();
        end(Errors.of(
                new Details(
                        code,
                        Outcome.NOT_APPLIED,
                        request + (endpoint.isEmpty() ? "" : " at " + endpoint) + ": " + failure.message(),
                        rpc.method(),
                        endpoint.isEmpty() ? null : endpoint,
                        failure.cause()),
                null));
    }

    /** Whether there is an endpoint that was not gone to; if so, the attempt before is forgotten. */
    private synchronized boolean isAnyLeft() {
        if (pinned >= 0 || Long.bitCount(tried) >= engine.book().count()) {
            return false;
        }
        wire = null;
        // A hand-over still under way is the old attempt's.
        attempt++;
        return true;
    }

    /** The timer: nothing came of it yet. */
    @Override
    public void run() {
        if (over) {
            return;
        }
        if (engine.isClosed()) {
            end(Errors.closed(request.toString(), Outcome.NOT_APPLIED));
        } else if (!spoke) {
            onEnd(new WireFailure(
                    StatusCode.UNAVAILABLE, "no answer within " + silenceNanos / 1_000_000 + " ms", Reach.LOST, null));
            cancelWire();
        }
    }

    /** The client is closing. */
    void close() {
        end(Errors.closed(request.toString(), Outcome.NOT_APPLIED));
        cancelWire();
    }

    private void end(@Nullable EtcdException failure) {
        boolean tell;
        synchronized (this) {
            tell = !over;
            over = true;
        }
        cancelTimer();
        engine.unregister(this);
        if (tell) {
            result.onEnd(failure);
        }
    }

    private void cancelTimer() {
        Scheduler.Timer waiting;
        synchronized (this) {
            waiting = timer;
            timer = null;
        }
        if (waiting != null) {
            waiting.cancel();
        }
    }

    private void cancelWire() {
        WireStream under;
        synchronized (this) {
            under = wire;
        }
        if (under != null) {
            under.cancel();
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            over = true;
        }
        cancelTimer();
        engine.unregister(this);
        cancelWire();
    }

    @Override
    public void request(int messages) {
        WireStream under;
        synchronized (this) {
            under = wire;
            if (!spoke) {
                // The next endpoint is to be asked for the same.
                requested += messages;
            }
        }
        if (under != null) {
            under.request(messages);
        }
    }

    @Override
    public void requestProgress() {
        WireStream under;
        synchronized (this) {
            under = wire;
            if (!spoke) {
                progressRequested = true;
            }
        }
        if (under != null) {
            under.requestProgress();
        }
    }

    @Override
    public boolean rejectToken() {
        long number;
        synchronized (this) {
            number = tokenNumber;
        }
        return engine.tokens().refused(number);
    }

    private synchronized int at() {
        return index;
    }

    @Override
    public String endpoint() {
        int at = at();
        return at < 0 ? "" : engine.book().endpoint(at).toString();
    }
}
