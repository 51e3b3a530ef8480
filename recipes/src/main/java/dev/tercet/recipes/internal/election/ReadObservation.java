package dev.tercet.recipes.internal.election;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.election.LeaderObservation;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An observation that is read in a loop: it lives on the reader's thread, who waits for a watch.
 *
 * <p>Threads: one reads at a time, any may close. What both touch is guarded by this.
 */
final class ReadObservation implements LeaderObservation {
    private final EtcdClient etcd;
    private final Bytes name;
    private final LeaderTable table = new LeaderTable();
    private final Promise<@Nullable Void> ended;
    private @Nullable CompletableFuture<GetResult> reading;
    private @Nullable Watch watch;
    private boolean closed;

    // Of the reader.
    private @Nullable LeaderSignal next;

    ReadObservation(EtcdClient etcd, Bytes name) {
        this.etcd = etcd;
        this.name = name;
        this.ended = new Promise<>(etcd.callbackExecutor());
    }

    @Override
    public Iterator<LeaderSignal> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return awaitNext();
            }

            @Override
            public LeaderSignal next() {
                return takeNext();
            }
        };
    }

    private boolean awaitNext() {
        Watch signals = watching();
        if (next == null && signals == null) {
            next = begin();
            signals = watching();
        }
        while (next == null && signals != null) {
            Iterator<WatchSignal> source = signals.iterator();
            if (!source.hasNext()) {
                return false;
            }
            next = told(source.next()).orElse(null);
        }
        return next != null && !isClosed();
    }

    private @Nullable LeaderSignal begin() {
        CompletableFuture<GetResult> read = etcd.async().kv().get(Candidates.inOrder(name));
        if (!reads(read)) {
            read.cancel(true);
            return null;
        }
        try {
            GetResult all = Await.on("observe an election", read);
            opened(WatchRequest.of(Candidates.range(name))
                    .fromRevision(all.revision() + 1)
                    .resyncOnCompaction());
            return table.reset(all.kvs(), all.revision()).orElse(null);
        } catch (CancellationException e) {
            // Closed by another thread.
            return null;
        }
    }

    private Optional<LeaderSignal> told(WatchSignal signal) {
        if (signal instanceof WatchSignal.Change change) {
            return table.change(change.events(), change.revision());
        } else if (signal instanceof WatchSignal.Resync resync) {
            return table.reset(resync.kvs(), resync.revision());
        } else if (signal instanceof WatchSignal.Ended end && end.causeOrNull() != null) {
            EtcdException cause = end.causeOrNull();
            ended.fail(cause);
            throw cause;
        }
        return Optional.empty();
    }

    private synchronized boolean reads(CompletableFuture<GetResult> read) {
        reading = read;
        return !closed;
    }

    private void opened(WatchRequest request) {
        Watch open = etcd.watches().open(request);
        boolean late;
        synchronized (this) {
            watch = open;
            late = closed;
        }
        if (late) {
            open.close();
        }
    }

    private synchronized @Nullable Watch watching() {
        return watch;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private LeaderSignal takeNext() {
        LeaderSignal signal = awaitNext() ? next : null;
        next = null;
        if (signal == null) {
            throw new NoSuchElementException("the observation is closed");
        }
        return signal;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        CompletableFuture<GetResult> read;
        Watch open;
        synchronized (this) {
            closed = true;
            read = reading;
            open = watch;
        }
        if (read != null) {
            read.cancel(true);
        }
        if (open != null) {
            open.close();
        }
        ended.succeed(null);
    }
}
