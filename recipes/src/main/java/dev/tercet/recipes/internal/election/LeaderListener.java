package dev.tercet.recipes.internal.election;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.election.LeaderObservation;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observation with a listener: told the answer to a read first, and then what a watch from behind that says. The watch is opened
 * when the first call of the listener has returned, so that there is one at a time.
 *
 * <p>Threads: any may close; what is touched then is guarded by this. The listener is called on the callback executor.
 */
final class LeaderListener implements LeaderObservation {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderListener.class);
    private static final long PAUSE = 500_000_000;

    private final EtcdClient etcd;
    private final Bytes name;
    private final Consumer<? super LeaderSignal> listener;
    private final Timer timer;
    private final Promise<@Nullable Void> ended;
    private final LeaderTable table = new LeaderTable();
    private Runnable undo = () -> {};
    private boolean closed;

    private LeaderListener(EtcdClient etcd, Bytes name, Consumer<? super LeaderSignal> listener) {
        this.etcd = etcd;
        this.name = name;
        this.listener = listener;
        this.timer = Timer.of(etcd.callbackExecutor());
        this.ended = new Promise<>(etcd.callbackExecutor());
    }

    static LeaderObservation start(EtcdClient etcd, Bytes name, Consumer<? super LeaderSignal> listener) {
        LeaderListener observation = new LeaderListener(etcd, name, listener);
        observation.read();
        return observation;
    }

    private void read() {
        CompletableFuture<GetResult> read = etcd.async().kv().get(Candidates.inOrder(name));
        if (isAt(() -> read.cancel(true))) {
            read.whenComplete((all, failure) -> {
                if (failure == null) {
                    begin(all);
                } else if (Task.unwrapped(failure) instanceof TransientEtcdException) {
                    Timer.Alarm alarm = timer.after(PAUSE, this::read);
                    isAt(alarm::cancel);
                } else {
                    ended.fail(Task.unwrapped(failure));
                }
            });
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private void begin(GetResult all) {
        if (isClosed()) {
            return;
        }
        try {
            table.reset(all.kvs(), all.revision()).ifPresent(listener);
        } catch (Throwable e) {
            LOG.error("a listener to election {} failed", name, e);
            ended.fail(caller(e));
            return;
        }
        Watch watch = etcd.watches()
                .open(
                        WatchRequest.of(Candidates.range(name))
                                .fromRevision(all.revision() + 1)
                                .resyncOnCompaction(),
                        this::told);
        watch.ended().thenAccept(end -> {
            EtcdException cause = end.causeOrNull();
            if (cause != null) {
                ended.fail(cause);
            }
        });
        isAt(watch::close);
    }

    private void told(WatchSignal signal) {
        if (isClosed()) {
            return;
        }
        if (signal instanceof WatchSignal.Change change) {
            table.change(change.events(), change.revision()).ifPresent(listener);
        } else if (signal instanceof WatchSignal.Resync resync) {
            table.reset(resync.kvs(), resync.revision()).ifPresent(listener);
        }
    }

    private EtcdException caller(Throwable thrown) {
        return new ClientEtcdException(new Details(
                ErrorCode.CALLER,
                Outcome.NOT_APPLIED,
                "observe election " + name + ": the listener failed",
                "observe",
                null,
                thrown));
    }

    /** What is to be done when it is closed; done at once, and answered with false, if it is. */
    private boolean isAt(Runnable undoing) {
        synchronized (this) {
            undo = undoing;
            if (!closed) {
                return true;
            }
        }
        undoing.run();
        return false;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public Iterator<LeaderSignal> iterator() {
        throw new IllegalStateException("the observation has a listener");
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        Runnable undoing;
        synchronized (this) {
            closed = true;
            undoing = undo;
        }
        undoing.run();
        ended.succeed(null);
    }
}
