package dev.tercet.recipes.internal.session;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Effect;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Signal;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Why;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.SessionSignal;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link LastingKeyMachine}.
 *
 * <p>Threads: the machine and all fields that are not volatile belong to the lane.
 */
final class LastingKeyRunner implements LastingKey {
    private static final Logger LOG = LoggerFactory.getLogger(LastingKeyRunner.class);

    private final EtcdClient etcd;
    private final Timer timer;
    private final Bytes key;
    private final Lane lane = new Lane();
    private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
    private volatile Bytes value;
    private volatile long lease;

    // Of the lane.
    private final LastingKeyMachine machine;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private LastingSession.Subscription subscription = () -> {};
    private @Nullable Watch watch;
    private Timer.Alarm alarm = () -> {};
    private boolean over;

    private LastingKeyRunner(EtcdClient etcd, Timer timer, Bytes key, Bytes value, Claim claim) {
        this.etcd = etcd;
        this.timer = timer;
        this.key = key;
        this.value = value;
        this.machine = new LastingKeyMachine(value, claim == Claim.TAKE_OVER);
    }

    static LastingKey start(LastingSession sessions, Timer timer, Bytes key, Bytes value, Claim claim) {
        if (Objects.requireNonNull(key, "key").isEmpty()) {
            throw new IllegalArgumentException("key is empty");
        }
        LastingKeyRunner runner = new LastingKeyRunner(
                sessions.client(),
                timer,
                key,
                Objects.requireNonNull(value, "value"),
                Objects.requireNonNull(claim, "claim"));
        runner.lane.run(() -> runner.subscription = sessions.onSignal(runner::hear));
        return runner;
    }

    private void hear(SessionSignal heard) {
        if (heard instanceof SessionSignal.Opened opened) {
            signal(new LastingKeyMachine.SessionOpened(opened.session().lease()));
        } else if (heard instanceof SessionSignal.Lost) {
            signal(new LastingKeyMachine.SessionLost());
        } else {
            signal(new LastingKeyMachine.SessionsEnded());
        }
    }

    private void signal(Signal signal) {
        lane.run(() -> machine.on(signal).forEach(this::perform));
    }

    private void perform(Effect effect) {
        if (effect instanceof LastingKeyMachine.Read) {
            read();
        } else if (effect instanceof LastingKeyMachine.Watch from) {
            watch(from.from());
        } else if (effect instanceof LastingKeyMachine.Write write) {
            write(write);
        } else if (effect instanceof LastingKeyMachine.Delete delete) {
            delete(delete.leases());
        } else if (effect instanceof LastingKeyMachine.Pause pause) {
            alarm = timer.after(pause.nanos(), () -> signal(new LastingKeyMachine.Rested()));
        } else if (effect instanceof LastingKeyMachine.Tell tell) {
            lease = tell.lease();
            if (lease != 0) {
                waiting.forEach(promise -> promise.succeed(null));
                waiting.clear();
            }
        } else if (effect instanceof LastingKeyMachine.End) {
            end();
        }
    }

    private void read() {
        etcd.async().kv().get(Get.of(key)).whenComplete((found, failure) -> {
            if (failure == null) {
                signal(found(found));
            } else {
                failed(failure);
            }
        });
    }

    private void write(LastingKeyMachine.Write write) {
        Txn ifUnchanged = Txn.when(Compare.modRevision(key).equalTo(write.modRevision()))
                .then(Put.of(key, write.value()).withLease(write.lease()))
                .orElse(Get.of(key));
        // Again if the answer is lost: a put that was done is found by the second, which it keeps from being done.
        etcd.async().kv().with(etcd.options().retryingWrites()).txn(ifUnchanged).whenComplete((done, failure) -> {
            if (failure != null) {
                failed(failure);
            } else if (done.succeeded()) {
                signal(new LastingKeyMachine.Written(done.revision()));
            } else {
                signal(found(done.get(0), done.revision()));
            }
        });
    }

    private static LastingKeyMachine.Found found(GetResult found) {
        return found(found, found.revision());
    }

    private static LastingKeyMachine.Found found(GetResult found, long revision) {
        return new LastingKeyMachine.Found(found.first().orElse(null), revision);
    }

    private void failed(Throwable failure) {
        Throwable why = Task.unwrapped(failure);
        if (why instanceof ClientClosedException) {
            signal(new LastingKeyMachine.Failed(Why.FOR_GOOD));
        } else if (why instanceof LeaseNotFoundException) {
            signal(new LastingKeyMachine.Failed(Why.NO_LEASE));
        } else {
            LOG.warn("{} could not be put; trying on", this, why);
            signal(new LastingKeyMachine.Failed(Why.FOR_NOW));
        }
    }

    private void watch(long from) {
        watch = etcd.async()
                .watches()
                .open(WatchRequest.of(key).fromRevision(from).resyncOnCompaction(), heard -> {
                    if (heard instanceof WatchSignal.Change change) {
                        WatchEvent last = change.events().get(change.events().size() - 1);
                        signal(new LastingKeyMachine.Changed(last.isPut() ? last.kv() : null, change.revision()));
                    } else if (heard instanceof WatchSignal.Resync resync) {
                        signal(new LastingKeyMachine.Changed(
                                resync.kvs().isEmpty() ? null : resync.kvs().get(0), resync.revision()));
                    } else if (heard instanceof WatchSignal.Ended ended && ended.causeOrNull() != null) {
                        signal(new LastingKeyMachine.WatchEnded());
                    }
                });
    }

    private void delete(List<Long> leases) {
        Txn ifOurs = Txn.all();
        for (long each : leases) {
            Txn ifOnIt = Txn.when(Compare.lease(key).equalTo(each)).then(Delete.of(key));
            ifOurs = ifOurs.thens().isEmpty() ? ifOnIt : ifOnIt.orElse(ifOurs);
        }
        // Again if the answer is lost: what is deleted is on no lease any more.
        etcd.async().kv().with(etcd.options().retryingWrites()).txn(ifOurs).whenComplete((done, failure) -> {
            if (failure != null) {
                gone.completeExceptionally(Task.unwrapped(failure));
            }
            signal(new LastingKeyMachine.Deleted());
        });
    }

    private void end() {
        over = true;
        lease = 0;
        alarm.cancel();
        subscription.close();
        if (watch != null) {
            watch.close();
        }
        gone.complete(null);
        waiting.forEach(promise -> promise.fail(closed()));
        waiting.clear();
    }

    @Override
    public Bytes key() {
        return key;
    }

    @Override
    public Bytes value() {
        return value;
    }

    @Override
    public boolean isPresent() {
        return lease != 0;
    }

    @Override
    public Optional<Long> lease() {
        long now = lease;
        return now == 0 ? Optional.empty() : Optional.of(now);
    }

    @Override
    public CompletableFuture<Void> awaitPresentAsync() {
        Promise<Void> promise = new Promise<>(etcd.callbackExecutor());
        promise.onAbandon(() -> lane.run(() -> waiting.remove(promise)));
        lane.run(() -> await(promise));
        return promise;
    }

    @Override
    public CompletableFuture<Void> setValueAsync(Bytes other) {
        Objects.requireNonNull(other, "value");
        Promise<Void> promise = new Promise<>(etcd.callbackExecutor());
        promise.onAbandon(() -> lane.run(() -> waiting.remove(promise)));
        lane.run(() -> {
            value = other;
            machine.on(new LastingKeyMachine.SetValue(other)).forEach(this::perform);
            await(promise);
        });
        return promise;
    }

    private void await(Promise<Void> promise) {
        if (over) {
            promise.fail(closed());
        } else if (lease != 0) {
            promise.succeed(null);
        } else if (!promise.isDone()) {
            waiting.add(promise);
        }
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        signal(new LastingKeyMachine.Close());
        return Promise.of(etcd.callbackExecutor(), gone);
    }

    private ClientClosedException closed() {
        return new ClientClosedException(Details.of(
                ErrorCode.CLIENT_CLOSED,
                Outcome.UNKNOWN,
                "lasting key " + key + " is closed, or what kept it present"));
    }

    @Override
    public String toString() {
        return "lasting key " + key;
    }
}
