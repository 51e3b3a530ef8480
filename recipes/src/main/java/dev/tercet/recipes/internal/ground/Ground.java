package dev.tercet.recipes.internal.ground;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Header;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a recipe that holds something stands on: a client, a lease that is kept alive, and word of the moment when it no longer is.
 * A session has one, and so has each lock that is taken without a session.
 *
 * <p>Threads: any. Whoever asked to be told of the end is told once, on the callback executor or, if it is over already, at once.
 */
public final class Ground {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    private final EtcdClient etcd;
    private final EtcdClient inPlace;
    private final KeptLease lease;
    private final Timer timer;
    private final Set<Ending> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable EtcdException> over = new AtomicReference<>();
    // Null while the lease is kept alive.
    private final AtomicReference<@Nullable Term> term = new AtomicReference<>();

    private Ground(EtcdClient etcd, KeptLease lease, Timer timer) {
        this.etcd = etcd;
        this.inPlace = etcd.withCallbacksOnIoThread();
        this.lease = lease;
        this.timer = timer;
        // Not through its future, which everybody can complete who has it.
        lease.onState(state -> {
            if (state.isFinal() && term.get() == null) {
                end(why(state));
            }
        });
    }

    /** On a new lease. */
    public static CompletableFuture<Ground> open(EtcdClient etcd, Duration ttl) {
        Promise<Ground> opened = new Promise<>(etcd.callbackExecutor());
        // Not cancelled with the promise: a grant whose answer nobody reads leaves a lease that nobody knows.
        etcd.async().leases().keep(ttl).whenComplete((lease, failure) -> {
            if (failure != null) {
                opened.fail(Task.unwrapped(failure));
            } else {
                opened.succeed(on(etcd, lease), Ground::giveUp);
            }
        });
        return opened;
    }

    /** On a lease that exists, which is kept alive from here on. */
    public static CompletableFuture<Ground> resume(EtcdClient etcd, long lease) {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().leases().keepAlive(lease)).thenApply(kept -> on(etcd, kept)),
                Ground::orphan);
    }

    private static Ground on(EtcdClient etcd, KeptLease lease) {
        return new Ground(etcd, lease, Timer.of(etcd.callbackExecutor()));
    }

    /** The client whose lease it is. */
    public EtcdClient etcd() {
        return etcd;
    }

    /**
     * The same client, whose callbacks come on the I/O thread: for machines and what else of ours is short, never waits, and leads to user
     * code by a {@link Promise} only. Handed over, each step would cost a wake-up.
     */
    public EtcdClient inPlace() {
        return inPlace;
    }

    /** The lease that is kept alive. */
    public KeptLease lease() {
        return lease;
    }

    /** The lease's id, as keys have it. */
    public long id() {
        return lease.id();
    }

    /** The client's time. */
    public Timer timer() {
        return timer;
    }

    /** Where user code runs. */
    public Executor callbacks() {
        return etcd.callbackExecutor();
    }

    /** Why it is over: a {@code SessionLostException}, or a {@code ClientClosedException}; null while it is not. */
    public @Nullable EtcdException over() {
        Term fixed = term.get();
        if (fixed != null) {
            if (fixed.isPast()) {
                over.compareAndSet(null, fixed.over(id()));
            }
        } else if (lease.state().isFinal()) {
            // By the clock: what is told of it comes later, and who looks meanwhile must not hear that all is well.
            over.compareAndSet(null, why(lease.state()));
        } else if (over.get() == null && lease.remaining().isZero()) {
            // It is being told at this moment, on another thread.
            return new SessionLostException(
                    id(), new LeaseState.Lost(LeaseState.Reason.RAN_OUT, "its time of " + lease.ttl() + " is over"));
        }
        return over.get();
    }

    /**
     * Tells of the end, once.
     *
     * @return no longer wishes to be told
     */
    public Runnable onOver(Consumer<? super EtcdException> listener) {
        Ending ending = new Ending(listener);
        listeners.add(ending);
        EtcdException already = over.get();
        if (already != null && listeners.remove(ending)) {
            ending.tell(already);
        }
        return () -> listeners.remove(ending);
    }

    /**
     * No longer keeps the lease alive: this is over, as a loss, when its time to live has passed, unless renewed before.
     *
     * @param since when it was last renewed, or asked to be, in the timer's nanoseconds
     */
    public void fix(long since) {
        begin(new Term(timer, since, lease.ttl()));
        lease.close();
    }

    private void begin(Term next) {
        Term before = term.getAndSet(next);
        if (before != null) {
            before.callOff();
        }
        next.whenPast(() -> end(next.over(id())));
        if (over.get() != null) {
            next.callOff();
        }
    }

    /** What is left when it is not kept alive, not less than zero; empty when it is. */
    public Optional<Duration> remaining() {
        return Optional.ofNullable(term.get()).map(Term::remaining);
    }

    /**
     * Renews the lease now.
     *
     * @return the time to live that it has again; fails with what it is over for, if it is
     */
    public CompletableFuture<Duration> renew() {
        EtcdException already = over();
        if (already != null) {
            return CompletableFuture.failedFuture(already);
        }
        long since = timer.now();
        return Task.run(
                callbacks(),
                task -> task.step(etcd.async().leases().keepAliveOnce(id())).handle((renewal, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(unrenewed(Task.unwrapped(failure)));
                    } else if (term.get() != null) {
                        begin(new Term(timer, since, renewal.ttl()));
                    }
                    return renewal.ttl();
                }));
    }

    private Throwable unrenewed(Throwable failure) {
        if (failure instanceof LeaseNotFoundException gone) {
            end(gone(id(), gone));
        }
        EtcdException why = over.get();
        return why == null ? failure : why;
    }

    /**
     * Why a call failed that hangs something on the lease: for the end of this, if that has come.
     *
     * @param failure what the call failed with
     */
    public Throwable reason(Throwable failure) {
        EtcdException why = over();
        if (why != null) {
            return why;
        }
        Throwable cause = Task.unwrapped(failure);
        return cause instanceof LeaseNotFoundException gone ? gone(id(), gone) : cause;
    }

    /** The loss of a lease that the server no longer has, which it may tell a call before it tells a renewal. */
    public static SessionLostException gone(long lease, LeaseNotFoundException said) {
        return new SessionLostException(
                lease, new LeaseState.Lost(LeaseState.Reason.GONE, String.valueOf(said.getMessage())));
    }

    /**
     * Ends it, and everything that hangs on the lease. Doing so twice is harmless.
     *
     * @return completes when the server has revoked the lease, on the I/O thread; fails with {@code LeaseNotFoundException} if there is
     *     none, which is as good
     */
    public CompletableFuture<Header> revoke() {
        lease.close();
        // Told before it is sent: who sees its keys go shall know why.
        end(closed());
        // Again if the answer is lost: a lease that is gone by then is what was wanted.
        return inPlace.async().leases().with(etcd.options().retryingWrites()).revoke(id());
    }

    /** Ends it here, and leaves the lease and what hangs on it to whoever keeps it alive from now on, or to its time to live. */
    public void orphan() {
        lease.close();
        end(closed());
    }

    private void giveUp() {
        // Nobody waits for it, and what cannot be revoked runs out.
        revoke();
    }

    private void end(EtcdException why) {
        EtcdException first = over.compareAndExchange(null, why);
        Term fixed = term.get();
        if (fixed != null) {
            fixed.callOff();
        }
        for (Ending ending : List.copyOf(listeners)) {
            if (listeners.remove(ending)) {
                ending.tell(first == null ? why : first);
            }
        }
    }

    private EtcdException why(LeaseState last) {
        return last instanceof LeaseState.Lost lost ? new SessionLostException(id(), lost) : closed();
    }

    private ClientClosedException closed() {
        return new ClientClosedException(Details.of(
                ErrorCode.CLIENT_CLOSED,
                Outcome.NOT_APPLIED,
                "the session on lease " + Long.toHexString(id()) + " is closed; open another one"));
    }

    /** Somebody to be told; each its own, even if they bring the same listener. */
    private static final class Ending {
        private final Consumer<? super EtcdException> listener;

        private Ending(Consumer<? super EtcdException> listener) {
            this.listener = listener;
        }

        private void tell(EtcdException why) {
            try {
                listener.accept(why);
            } catch (RuntimeException | Error e) {
                // A mistake of ours; the others must hear of it all the same.
                LOG.error("a listener to the end of a session failed", e);
            }
        }
    }
}
