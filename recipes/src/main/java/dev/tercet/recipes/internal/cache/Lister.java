package dev.tercet.recipes.internal.cache;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.internal.flow.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a whole range: how much there is, and at which revision, and then all of it in pages as it was at that revision. It
 * holds no more than the cache may.
 */
final class Lister implements Flow.Subscriber<KeyValue> {
    /** What comes of it, once. */
    interface Reader {
        void listed(long revision, List<KeyValue> kvs);

        void listFailed(EtcdException failure);
    }

    private final EtcdClient etcd;
    private final CacheRequest request;
    private final Reader reader;
    private final CompletableFuture<GetResult> count;
    private final List<KeyValue> kvs = new ArrayList<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean stopped;
    private long revision;
    private long bytes;

    private Lister(EtcdClient etcd, CacheRequest request, Reader reader) {
        this.etcd = etcd;
        this.request = request;
        this.reader = reader;
        this.count = etcd.async().kv().get(Get.of(request.range()).countOnly());
    }

    static Lister start(EtcdClient etcd, CacheRequest request, Reader reader) {
        Lister lister = new Lister(etcd, request, reader);
        lister.count.whenComplete(lister::counted);
        return lister;
    }

    /** Gives it up; nothing comes of it any more. */
    void stop() {
        stopped = true;
        count.cancel(true);
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    private void counted(@Nullable GetResult found, @Nullable Throwable failure) {
        if (stopped) {
            return;
        }
        if (found == null) {
            onError(failure == null ? new IllegalStateException("no answer") : Task.unwrapped(failure));
        } else if (found.count() > request.maxEntries()) {
            onError(CacheMachine.full(request, found.count(), bytes));
        } else {
            revision = found.revision();
            etcd.async()
                    .kv()
                    .scan(Get.of(request.range()).atRevision(revision))
                    .publisher()
                    .subscribe(this);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (stopped) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(KeyValue kv) {
        kvs.add(kv);
        bytes += Tree.weight(kv);
        if (bytes > request.maxBytes() && !stopped) {
            stop();
            reader.listFailed(CacheMachine.full(request, kvs.size(), bytes));
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!stopped) {
            reader.listFailed(failure instanceof EtcdException known ? known : strange(failure));
        }
    }

    @Override
    public void onComplete() {
        if (!stopped) {
            reader.listed(revision, kvs);
        }
    }

    private EtcdException strange(Throwable failure) {
        return new ProtocolException(new EtcdException.Details(
                ErrorCode.PROTOCOL,
                Outcome.NOT_APPLIED,
                request + ": the list failed: " + failure,
                null,
                null,
                failure));
    }
}
