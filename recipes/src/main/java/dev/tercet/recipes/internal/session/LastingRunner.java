package dev.tercet.recipes.internal.session;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.InOrder;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.internal.session.LastingMachine.Effect;
import dev.tercet.recipes.internal.session.LastingMachine.Signal;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.recipes.session.SessionSignal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link LastingMachine}.
 *
 * <p>Threads: the machine, the listeners and all fields that are not volatile belong to the lane; each listener is told through a queue
 * of its own.
 */
public final class LastingRunner implements LastingSession {
    private static final Logger LOG = LoggerFactory.getLogger(LastingRunner.class);

    private final EtcdClient etcd;
    private final Duration ttl;
    private final Timer timer;
    private final Lane lane = new Lane();
    private final CompletableFuture<@Nullable Void> revoked = new CompletableFuture<>();
    private volatile @Nullable Session current;
    private volatile boolean ended;

    // Of the lane.
    private final LastingMachine machine = new LastingMachine();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private @Nullable Session opened;
    private @Nullable EtcdException cause;
    private @Nullable CompletableFuture<Ground> opening;
    private Timer.Alarm alarm = () -> {};
    private boolean complained;

    private LastingRunner(EtcdClient etcd, Duration ttl, Timer timer) {
        this.etcd = etcd;
        this.ttl = ttl;
        this.timer = timer;
    }

    /** One that begins to open its first session. */
    public static LastingSession start(EtcdClient etcd, Duration ttl) {
        LastingRunner runner = new LastingRunner(etcd, Given.positive("ttl", ttl), Timer.of(etcd.callbackExecutor()));
        runner.signal(Signal.START);
        return runner;
    }

    private void signal(Signal signal) {
        lane.run(() -> machine.on(signal).forEach(this::perform));
    }

    private void perform(Effect effect) {
        if (effect instanceof LastingMachine.Open) {
            open();
        } else if (effect instanceof LastingMachine.Pause pause) {
            alarm = timer.after(pause.nanos(), () -> signal(Signal.RESTED));
        } else if (effect instanceof LastingMachine.TellOpened) {
            complained = false;
            current = opened;
            tell(new SessionSignal.Opened(Objects.requireNonNull(opened)));
        } else if (effect instanceof LastingMachine.TellLost) {
            current = null;
            tell(new SessionSignal.Lost(Objects.requireNonNull(opened), Objects.requireNonNull(cause)));
        } else if (effect instanceof LastingMachine.Revoke) {
            revoke(Objects.requireNonNull(opened));
        } else if (effect instanceof LastingMachine.End) {
            end();
        }
    }

    private void open() {
        CompletableFuture<Ground> next = Ground.open(etcd, ttl);
        opening = next;
        next.whenComplete((ground, failure) -> lane.run(() -> {
            if (failure == null) {
                opened = new KeptSession(ground);
                ground.onOver(why -> lane.run(() -> {
                    cause = why;
                    machine.on(Signal.OVER).forEach(this::perform);
                }));
                machine.on(Signal.OPENED).forEach(this::perform);
            } else {
                failed(Task.unwrapped(failure));
            }
        }));
    }

    private void failed(Throwable why) {
        if (why instanceof ClientClosedException) {
            machine.on(Signal.CLIENT_CLOSED).forEach(this::perform);
            return;
        }
        if (!ended && !complained) {
            // Once for each time that there is no session, however often it is tried.
            complained = true;
            LOG.warn("no session could be opened; trying on: {}", String.valueOf(why));
            LOG.debug("no session could be opened", why);
        }
        machine.on(Signal.FAILED).forEach(this::perform);
    }

    private void revoke(Session session) {
        session.closeAsync().whenComplete((done, failure) -> {
            if (failure == null) {
                revoked.complete(null);
            } else {
                revoked.completeExceptionally(Task.unwrapped(failure));
            }
        });
    }

    private void end() {
        ended = true;
        alarm.cancel();
        if (opening != null) {
            opening.cancel(true);
        }
        if (current == null) {
            revoked.complete(null);
        }
        current = null;
        tell(new SessionSignal.Ended());
        listeners.clear();
    }

    private void tell(SessionSignal signal) {
        listeners.forEach(listener -> listener.tell(signal));
    }

    @Override
    public EtcdClient client() {
        return etcd;
    }

    @Override
    public Optional<Session> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public CompletableFuture<Session> sessionAsync() {
        Promise<Session> promise = new Promise<>(etcd.callbackExecutor());
        Subscription subscription = onSignal(signal -> {
            if (signal instanceof SessionSignal.Opened next) {
                promise.succeed(next.session());
            } else if (signal instanceof SessionSignal.Ended) {
                promise.fail(closed());
            }
        });
        promise.whenComplete((session, failure) -> subscription.close());
        return promise;
    }

    @Override
    public Subscription onSignal(Consumer<? super SessionSignal> listener) {
        Listener added = new Listener(
                Objects.requireNonNull(listener, "listener"),
                new InOrder(etcd.callbackExecutor(), "a listener to a lasting session"));
        lane.run(() -> {
            Session present = current;
            if (present != null) {
                added.tell(new SessionSignal.Opened(present));
            }
            if (ended) {
                added.tell(new SessionSignal.Ended());
            } else {
                listeners.add(added);
            }
        });
        return () -> {
            added.over = true;
            lane.run(() -> listeners.remove(added));
        };
    }

    @Override
    public LastingKey key(Bytes key, Bytes value, LastingKey.Claim claim) {
        return LastingKeyRunner.start(this, timer, key, value, claim);
    }

    @Override
    public boolean isClosed() {
        return ended;
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        signal(Signal.CLOSE);
        return Promise.of(etcd.callbackExecutor(), revoked);
    }

    static ClientClosedException closed() {
        return new ClientClosedException(Details.of(
                ErrorCode.CLIENT_CLOSED,
                Outcome.NOT_APPLIED,
                "the lasting session is closed; there will be no other session"));
    }

    @Override
    public String toString() {
        return "lasting session, now " + current;
    }

    /** Somebody who is told, in a queue of its own. */
    private static final class Listener {
        private final Consumer<? super SessionSignal> consumer;
        private final InOrder queue;
        private volatile boolean over;

        private Listener(Consumer<? super SessionSignal> consumer, InOrder queue) {
            this.consumer = consumer;
            this.queue = queue;
        }

        private void tell(SessionSignal signal) {
            queue.submit(() -> {
                if (!over) {
                    consumer.accept(signal);
                }
            });
        }
    }
}
