package dev.tercet.v2.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.internal.auth.AuthOverV3;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.internal.overv3.V3Backend;
import dev.tercet.v2.internal.overv3.cluster.ClusterOverV3;
import dev.tercet.v2.internal.overv3.keys.KeysOverV3;
import dev.tercet.v2.internal.overv3.watch.WatchOverV3;
import dev.tercet.v2.internal.watch.Lane;
import dev.tercet.v2.watch.V2Watch;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The backend over a client of the v3 store. That one may be somebody else's and go on, so what is under way is ended here.
 *
 * <p>Threads: any. Whoever adds to what is under way looks afterwards whether it was closed meanwhile, so that nothing is left.
 */
final class StoreBackend extends RelayBackend {
    private final EtcdClient etcd;
    private final Backend rooms;
    private final Executor callbacks;
    private final boolean owned;
    private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private StoreBackend(EtcdClient etcd, boolean owned) {
        this.etcd = etcd;
        this.owned = owned;
        this.callbacks = etcd.callbackExecutor();
        InstantSource time = InstantSource.system();
        KeysRoom keys = new KeysOverV3(etcd, time);
        this.rooms =
                new V3Backend(keys, new WatchOverV3(etcd, keys, time), new ClusterOverV3(etcd), new AuthOverV3(etcd));
    }

    /** Over a client that stays its owner's. */
    static StoreBackend over(EtcdClient etcd) {
        return new StoreBackend(etcd, false);
    }

    /** Over a client that is closed with it. */
    static StoreBackend owning(EtcdClient etcd) {
        return new StoreBackend(etcd, true);
    }

    @Override
    <T> CompletableFuture<T> relay(Object what, Outcome doubt, CallOptions options, Call<T> call) {
        if (closed) {
            return CompletableFuture.failedFuture(Closed.failure(what, Outcome.NOT_APPLIED));
        }
        CompletableFuture<T> made = call.at(rooms, options);
        Runnable end = () -> made.completeExceptionally(Closed.failure(what, doubt));
        underWay.add(end);
        made.whenComplete((value, failure) -> underWay.remove(end));
        endIfClosed();
        return made;
    }

    @Override
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        StoreWatch opened = new StoreWatch(watch, sink);
        Runnable end = opened::close;
        opened.atEnd(() -> underWay.remove(end));
        underWay.add(end);
        if (!closed) {
            opened.of(rooms.watch(watch, recovers, opened));
        }
        endIfClosed();
        return opened;
    }

    private void endIfClosed() {
        if (closed) {
            for (Runnable end : List.copyOf(underWay)) {
                if (underWay.remove(end)) {
                    // The executor's owner may have ended it before us.
                    Lane.toldSomewhere(callbacks, end);
                }
            }
        }
    }

    @Override
    public CompletableFuture<V2Backend> kind(CallOptions options) {
        return CompletableFuture.completedFuture(V2Backend.V3);
    }

    @Override
    public List<String> endpoints() {
        return etcd.endpoints();
    }

    @Override
    public void close() {
        closed = true;
        endIfClosed();
        if (owned) {
            etcd.close();
        }
    }
}
