package dev.tercet.internal.lease;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.FutureResult;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.delivery.Uncaught;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Header;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseState;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.hub.SerialLane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link LeaseMachine}: renewals over the engine, ticks from its timer.
 *
 * <p>Threads: the machine and the fields below it belong to the lane, on whichever thread brings a step; no lock is held anywhere.
 * What is told goes through one queue to where user code runs, so listeners hear everything in order. The fields
 * that others read are volatile.
 */
public final class LeaseKeeper implements KeptLease {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /** More than any lease has to live for. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Calls calls;
    private final Scheduler scheduler;
    private final CallOptions options;
    private final long id;
    private final SerialLane lane = new SerialLane();
    private final InOrder telling;
    private final Lost lost;
    private volatile Duration ttl;
    private volatile long deadline;
    private volatile LeaseState state = new LeaseState.Active();

    private final Callbacks callbacks;

    // Of the lane.
    private final LeaseMachine machine;
    private final Runnable tick = this::tick;
    private final LeaseRpcs.Renew request;
    private final Calls.Result<LeaseRenewal> answer = this::renewed;
    private CallOptions limited = CallOptions.DEFAULT;
    private long limit;
    private Scheduler.@Nullable Timer timer;
    private Calls.@Nullable Cancellable renewal;
    private Calls.@Nullable Cancellable atClose;

    // Of the queue to the callback executor.
    private final List<Consumer<? super LeaseState>> listeners = new ArrayList<>(0);
    private LeaseState told = new LeaseState.Active();

    private LeaseKeeper(
            Calls calls,
            Scheduler scheduler,
            Callbacks callbacks,
            CallOptions options,
            long id,
            Duration ttl,
            long sentAt) {
        this.calls = calls;
        this.scheduler = scheduler;
        this.options = options;
        this.id = id;
        this.request = new LeaseRpcs.Renew(id);
        this.ttl = ttl;
        this.callbacks = callbacks;
        this.telling = new InOrder(callbacks.listeners());
        this.lost = new Lost(callbacks.threads());
        // Ids of one server differ in their last bits above all.
        this.machine = new LeaseMachine(id, sentAt, nanos(ttl), ((id * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53);
        this.deadline = machine.deadline();
    }

    /**
     * Keeps a lease that was just granted or renewed.
     *
     * @param options for the revocation, not for renewals
     * @param sentAt when the request for that was sent, in the scheduler's time
     */
    public static LeaseKeeper keep(
            Calls calls,
            Scheduler scheduler,
            Callbacks callbacks,
            CallOptions options,
            long id,
            Duration ttl,
            long sentAt) {
        LeaseKeeper keeper = new LeaseKeeper(calls, scheduler, callbacks, options, id, ttl, sentAt);
        keeper.lane.run(() -> {
            keeper.atClose = calls.onClose(keeper::close);
            keeper.perform(keeper.machine.start());
        });
        return keeper;
    }

    private void signal(LeaseMachine.Signal signal) {
        lane.run(() -> perform(machine.on(signal)));
    }

    private void perform(List<LeaseMachine.Effect> effects) {
        deadline = machine.deadline();
        for (int i = 0; i < effects.size(); i++) {
            LeaseMachine.Effect effect = effects.get(i);
            if (effect instanceof LeaseMachine.Renew renew) {
                renew(renew.timeoutNanos());
            } else if (effect instanceof LeaseMachine.Schedule schedule) {
                schedule(schedule.at());
            } else if (effect instanceof LeaseMachine.Announce announce) {
                announce(announce.state());
            }
        }
    }

    private void schedule(long at) {
        if (timer != null) {
            timer.cancel();
        }
        timer = scheduler.schedule(at - scheduler.nanoTime(), tick);
    }

    private void tick() {
        signal(new LeaseMachine.Tick(scheduler.nanoTime()));
    }

    private void renew(long timeoutNanos) {
        if (limit != timeoutNanos) {
            limit = timeoutNanos;
            limited = CallOptions.DEFAULT.withTimeout(Duration.ofNanos(timeoutNanos));
        }
        renewal = calls.call(LeaseRpcs.RENEW, request, limited, answer);
    }

    private void renewed(@Nullable LeaseRenewal reply, @Nullable EtcdException failure) {
        long now = scheduler.nanoTime();
        if (reply != null) {
            if (!reply.ttl().isZero()) {
                ttl = reply.ttl();
            }
            signal(new LeaseMachine.Renewed(now, nanos(reply.ttl())));
        } else if (failure != null) {
            signal(new LeaseMachine.Failed(now, failure));
        }
    }

    /** A server may say anything, and a duration of three centuries has no nanoseconds. */
    private static long nanos(Duration ttl) {
        return ttl.isNegative() ? 0 : (ttl.compareTo(LONGEST) < 0 ? ttl : LONGEST).toNanos();
    }

    private void announce(LeaseState next) {
        state = next;
        if (next.isFinal()) {
            cancelAll();
        }
        if (next instanceof LeaseState.Lost loss) {
            LOG.warn("lease {} is lost: {}", Long.toHexString(id), loss.message());
        }
        telling.submit(() -> tell(next));
    }

    private void cancelAll() {
        if (timer != null) {
            timer.cancel();
        }
        if (renewal != null) {
            renewal.cancel();
        }
        if (atClose != null) {
            atClose.cancel();
        }
    }

    private void tell(LeaseState next) {
        told = next;
        if (next instanceof LeaseState.Lost loss) {
            lost.end(loss);
        } else if (next.isFinal()) {
            lost.end(
                    new ClientClosedException(
                            Details.of(
                                    ErrorCode.CLIENT_CLOSED,
                                    Outcome.NOT_APPLIED,
                                    "lease " + Long.toHexString(id)
                                            + " is not lost, and not kept alive any more: it was closed or revoked, or the client was closed")));
        }
        for (Consumer<? super LeaseState> listener : listeners) {
            tell(listener, next);
        }
    }

    // Whatever it is, the next listener is not to suffer: also what only other languages throw unchecked.
    @SuppressWarnings("CatchingUnchecked")
    private static void tell(Consumer<? super LeaseState> listener, LeaseState next) {
        try {
            listener.accept(next);
        } catch (Throwable e) {
            Uncaught.tell(LOG.atError(), "a listener to a lease failed", e);
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Duration ttl() {
        return ttl;
    }

    @Override
    public LeaseState state() {
        long now = scheduler.nanoTime();
        if (!state.isFinal() && now - deadline >= 0) {
            // The timer that says so may be late, such as after a pause of the whole process.
            signal(new LeaseMachine.Tick(now));
        }
        return state;
    }

    @Override
    public Duration remaining() {
        return state() instanceof LeaseState.Lost
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, deadline - scheduler.nanoTime()));
    }

    @Override
    public void onState(Consumer<? super LeaseState> listener) {
        telling.submit(() -> {
            listeners.add(listener);
            tell(listener, told);
        });
    }

    @Override
    public CompletableFuture<LeaseState.Lost> lost() {
        return lost;
    }

    @Override
    public Header revoke() {
        close();
        return calls.await(LeaseRpcs.REVOKE, new LeaseRpcs.Revoke(id), options);
    }

    @Override
    public CompletableFuture<Header> revokeAsync() {
        close();
        return FutureResult.of(callbacks, calls, LeaseRpcs.REVOKE, new LeaseRpcs.Revoke(id), options);
    }

    @Override
    public void close() {
        signal(new LeaseMachine.Close());
    }

    @Override
    public String toString() {
        return "lease " + Long.toHexString(id) + " " + state;
    }

    /** The future of the loss, whose dependents run on the callback executor. */
    private static final class Lost extends CompletableFuture<LeaseState.Lost> {
        private final Executor callbacks;

        Lost(Executor callbacks) {
            this.callbacks = callbacks;
        }

        void end(LeaseState.Lost loss) {
            complete(loss);
        }

        void end(EtcdException closed) {
            completeExceptionally(closed);
        }

        @Override
        public Executor defaultExecutor() {
            return callbacks;
        }
    }
}
