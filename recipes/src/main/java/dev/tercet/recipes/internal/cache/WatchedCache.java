package dev.tercet.recipes.internal.cache;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheListener;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheSnapshot;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Durations;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A cache, driven by a {@link CacheMachine}.
 *
 * <p>Threads: the machine and everything that is done about what it says belong to steps of one lane, which are short: calls are begun
 * there, listeners are told elsewhere. Readers read {@code copy} and {@code state}, which only the lane writes: the copy first, so that
 * whoever was told of a revision finds it.
 */
public final class WatchedCache implements Cache, CatchUps.Follower {
    private final EtcdClient etcd;
    private final CacheRequest request;
    private final Timer timer;
    private final Lane lane = new Lane();
    private final CacheMachine machine;
    private final CatchUps waits;
    private final Set<Telling> listeners = new CopyOnWriteArraySet<>();
    private volatile @Nullable Copy copy;
    private volatile CacheState state = new CacheState.Syncing(null);
    private volatile long behindSince;
    private @Nullable Lister lister;
    private @Nullable Alarm pause;
    private @Nullable Watch watch;

    private WatchedCache(EtcdClient etcd, CacheRequest request, Timer timer) {
        this.etcd = etcd;
        this.request = request;
        this.timer = timer;
        this.machine =
                new CacheMachine(request, bound -> ThreadLocalRandom.current().nextLong(bound));
        this.waits = new CatchUps(etcd, request.range(), lane, timer, this);
    }

    /** Starts one. */
    public static Cache open(EtcdClient etcd, CacheRequest request) {
        WatchedCache cache = new WatchedCache(etcd, request, Timer.of(etcd.callbackExecutor()));
        request.listeners().forEach(cache::listen);
        cache.lane.run(() -> cache.perform(cache.machine.begin()));
        return cache;
    }

    private void perform(List<CacheEffect> effects) {
        for (CacheEffect effect : effects) {
            if (effect instanceof CacheEffect.Publish it) {
                publish(it.copy(), it.update());
            } else if (effect instanceof CacheEffect.Say it) {
                say(it.state());
            } else if (effect instanceof CacheEffect.ReadList) {
                readList();
            } else if (effect instanceof CacheEffect.Pause it) {
                pause = timer.after(it.nanos(), () -> lane.run(() -> perform(machine.timeUp())));
            } else if (effect instanceof CacheEffect.OpenWatch it) {
                openWatch(it.from());
            } else {
                stopAll();
            }
        }
    }

    private void publish(Copy content, @Nullable CacheUpdate update) {
        copy = content;
        if (update != null) {
            listeners.forEach(listener -> listener.tell(content, update));
        }
        waits.moved();
    }

    private void say(CacheState now) {
        behindSince = timer.now();
        state = now;
        listeners.forEach(listener -> listener.tell(now));
        if (now instanceof CacheState.Ended ended) {
            listeners.clear();
            waits.end(why(ended));
        } else {
            waits.push();
        }
    }

    private void readList() {
        lister = Lister.start(etcd, request, new Lister.Reader() {
            @Override
            public void listed(long revision, List<KeyValue> kvs) {
                lane.run(() -> perform(machine.listed(revision, kvs)));
            }

            @Override
            public void listFailed(EtcdException failure) {
                lane.run(() -> perform(machine.listFailed(failure)));
            }
        });
    }

    private void openWatch(long from) {
        lister = null;
        WatchRequest following =
                WatchRequest.of(request.range()).fromRevision(from).resyncOnCompaction();
        watch = etcd.async().watches().open(following, signal -> lane.run(() -> perform(machine.said(signal))));
    }

    private void stopAll() {
        Lister reading = lister;
        Alarm waiting = pause;
        Watch following = watch;
        if (reading != null) {
            reading.stop();
        }
        if (waiting != null) {
            waiting.cancel();
        }
        if (following != null) {
            following.close();
        }
        lister = null;
    }

    @Override
    public @Nullable Copy copy() {
        return copy;
    }

    @Override
    public int connection() {
        return machine.connection();
    }

    @Override
    public boolean isBehind() {
        return !(state instanceof CacheState.Live);
    }

    @Override
    public void trust(int connection) {
        machine.trust(connection);
    }

    @Override
    public void requestProgress() {
        Watch following = watch;
        if (following != null) {
            following.requestProgress();
        }
    }

    @Override
    public CacheRequest request() {
        return request;
    }

    @Override
    public CacheState state() {
        CacheState now = state;
        return now instanceof CacheState.Behind behind
                ? new CacheState.Behind(Duration.ofNanos(Math.max(0, timer.now() - behindSince)), behind.cause())
                : now;
    }

    @Override
    public CacheSnapshot snapshot() {
        Copy now = copy;
        if (now == null) {
            CacheState why = state;
            throw new IllegalStateException(
                    request + " was never synced, so nothing is known yet: wait for synced(); it is " + why,
                    why instanceof CacheState.Ended ended ? ended.causeOrNull() : null);
        }
        return now;
    }

    @Override
    public CompletableFuture<CacheSnapshot> synced() {
        return start(new Wait("its first list", new Promise<>(etcd.callbackExecutor()), 0), null);
    }

    @Override
    public CompletableFuture<CacheSnapshot> awaitSyncedAsync(Duration atMost) {
        return start(new Wait("its first list", new Promise<>(etcd.callbackExecutor()), 0), atMost);
    }

    @Override
    public CompletableFuture<CacheSnapshot> awaitRevisionAsync(long revision, Duration atMost) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision is negative: " + revision);
        }
        return start(new Wait("revision " + revision, new Promise<>(etcd.callbackExecutor()), revision), atMost);
    }

    @Override
    public CompletableFuture<CacheSnapshot> catchUpAsync(Duration atMost) {
        return start(new Wait("the present", new Promise<>(etcd.callbackExecutor()), Wait.UNKNOWN), atMost);
    }

    private CompletableFuture<CacheSnapshot> start(Wait wait, @Nullable Duration atMost) {
        Deadline deadline =
                atMost == null ? Deadline.never(timer) : Deadline.after(timer, Given.positive("atMost", atMost));
        wait.promise().onAbandon(() -> lane.run(() -> waits.remove(wait)));
        lane.run(() -> {
            Copy content = copy;
            if (content != null && wait.isReached(content)) {
                wait.succeed(content);
            } else if (state instanceof CacheState.Ended ended) {
                wait.fail(why(ended));
            } else if (!wait.promise().isDone()) {
                wait.alarm(deadline.whenPast(() -> lane.run(() -> timedOut(wait, atMost))));
                if (wait.goal() == Wait.UNKNOWN) {
                    waits.addPresent(wait);
                } else {
                    waits.add(wait);
                }
            }
        });
        return wait.promise();
    }

    private void timedOut(Wait wait, @Nullable Duration atMost) {
        if (waits.remove(wait)) {
            Copy reached = copy;
            String where = reached == null ? "has no content yet" : "is at revision " + reached.revision();
            wait.fail(new EtcdTimeoutException(Details.of(
                    ErrorCode.TIMEOUT,
                    Outcome.NOT_APPLIED,
                    request + ": waited " + Durations.shown(Objects.requireNonNull(atMost)) + " for " + wait.what()
                            + "; it " + where + ", and is " + state())));
        }
    }

    private EtcdException why(CacheState.Ended ended) {
        return ended.cause()
                .orElseGet(() -> new ClientClosedException(Details.of(
                        ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, request + " is closed; open another one")));
    }

    @Override
    public Listening listen(CacheListener listener) {
        return tell(new Telling(listener, false, etcd.callbackExecutor(), listeners::remove));
    }

    @Override
    public Listening listenToChanges(CacheListener listener) {
        return tell(new Telling(listener, true, etcd.callbackExecutor(), listeners::remove));
    }

    private Listening tell(Telling listener) {
        lane.run(() -> {
            Copy content = copy;
            if (content != null) {
                listener.tell(
                        content,
                        new CacheUpdate(
                                CacheUpdate.Kind.INITIAL, Difference.between(Tree.EMPTY, content.tree()), content));
            }
            if (state instanceof CacheState.Ended) {
                listener.tell(state);
            } else {
                listeners.add(listener);
            }
        });
        return listener;
    }

    @Override
    public void close() {
        lane.run(() -> perform(machine.stop()));
    }

    @Override
    public String toString() {
        return request + ", " + state();
    }
}
