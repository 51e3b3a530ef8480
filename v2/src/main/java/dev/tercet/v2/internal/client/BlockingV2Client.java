package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.spi.engine.Waiting;
import dev.tercet.v2.AsyncEtcdV2Client;
import dev.tercet.v2.EtcdV2Auth;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.watch.EventPublisher;
import dev.tercet.v2.internal.watch.IteratedWatch;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.EtcdV2Election;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.LegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** A client's view for callers who wait: the other view, and a wait. */
final class BlockingV2Client implements EtcdV2Client {
    private final V2Shared shared;
    private final CallOptions options;
    private final AsyncV2Client async;

    /**
     * A view.
     *
     * @param options of each call
     */
    BlockingV2Client(V2Shared shared, CallOptions options) {
        this.shared = shared;
        this.options = options;
        this.async = new AsyncV2Client(shared, options);
    }

    private static <R> R read(Object what, Supplier<CompletableFuture<R>> call) {
        return Waiting.on(what.toString(), Outcome.NOT_APPLIED, call);
    }

    @Override
    public EtcdResult get(String key) {
        return read(V2Read.of(key));
    }

    @Override
    public EtcdResult read(V2Read read) {
        Objects.requireNonNull(read, "read");
        return read(read, () -> async.read(read));
    }

    @Override
    public boolean contains(String key) {
        return read(V2Read.of(key), () -> async.contains(key));
    }

    @Override
    public EtcdResult set(String key, String value) {
        return write(V2Write.value(key, value));
    }

    @Override
    public EtcdResult set(String key, String value, Duration ttl) {
        return write(V2Write.value(key, value).withTtl(ttl));
    }

    @Override
    public EtcdResult write(V2Write write) {
        Objects.requireNonNull(write, "write");
        return Waiting.on(write.toString(), Outcome.UNKNOWN, () -> async.write(write));
    }

    @Override
    public EtcdResult testAndSet(String key, String value, String prevValue) {
        return write(V2Write.value(key, value).ifPrevValue(prevValue));
    }

    @Override
    public EtcdResult update(EtcdResult result) {
        return write(WrittenBack.of(Objects.requireNonNull(result, "result")));
    }

    @Override
    public EtcdResult refresh(String key, Duration ttl) {
        return write(V2Write.refresh(key, ttl));
    }

    @Override
    public EtcdResult append(String directory, String value) {
        return write(V2Write.inOrder(directory, value));
    }

    @Override
    public EtcdResult makeDirectory(String key) {
        return write(V2Write.directory(key));
    }

    @Override
    public EtcdResult delete(String key) {
        return delete(V2Delete.of(key));
    }

    @Override
    public EtcdResult delete(V2Delete delete) {
        Objects.requireNonNull(delete, "delete");
        return Waiting.on(delete.toString(), Outcome.UNKNOWN, () -> async.delete(delete));
    }

    @Override
    public EtcdResult pop(String key) {
        return pop(V2Delete.of(key));
    }

    @Override
    public EtcdResult pop(V2Delete delete) {
        return Popped.of(delete, delete(delete));
    }

    @Override
    public EtcdResult watch(V2Watch watch) {
        Objects.requireNonNull(watch, "watch");
        return read(watch, () -> async.watch(watch));
    }

    @Override
    public CompletableFuture<Long> eternalWatch(V2Watch watch, V2WatchListener listener) {
        return async.eternalWatch(watch, listener);
    }

    @Override
    public EternalWatch eternalWatch(V2Watch watch) {
        return new IteratedWatch(shared.backend(), Unlimited.checked(watch), InPlaceCallbacks::refuseToWait);
    }

    @Override
    public Flow.Publisher<V2Event> publisher(V2Watch watch) {
        return new EventPublisher(shared.backend(), Unlimited.checked(watch), shared.callbacks());
    }

    @Override
    public List<String> machines() {
        return read("list machines", async::machines);
    }

    @Override
    public Map<String, V2Member> members() {
        return read("list members", async::members);
    }

    @Override
    public V2Member leader() {
        return read("find the leader", async::leader);
    }

    @Override
    public V2Stats stats() {
        return read("read the member's statistics", async::stats);
    }

    @Override
    public V2Stats leaderStats() {
        return read("read the leader's statistics", async::leaderStats);
    }

    @Override
    public V2Stats storeStats() {
        return read("read the store's statistics", async::storeStats);
    }

    @Override
    public V2Version version() {
        return read("read the version", async::version);
    }

    @Override
    public ApiAnswer apiExecute(ApiRequest request) {
        Objects.requireNonNull(request, "request");
        return Waiting.on(
                request.toString(),
                request.isRead() ? Outcome.NOT_APPLIED : Outcome.UNKNOWN,
                () -> async.apiExecute(request));
    }

    @Override
    public EtcdV2Lock lock(String name) {
        return lock(name, V2LockOptions.DEFAULT);
    }

    @Override
    public EtcdV2Lock lock(String name, V2LockOptions how) {
        return new BlockingLock(async.lock(name, how), shared.timer());
    }

    @Override
    public LegacyLock getLock(String key, Duration ttl, String value) {
        return new BlockingLegacyLock(async.getLock(key, ttl, value));
    }

    @Override
    public EtcdV2Election election() {
        return new BlockingElection(async.election());
    }

    @Override
    public EtcdV2Auth auth() {
        return new BlockingV2Auth(new AsyncV2Auth(shared.backend().auth(), options));
    }

    @Override
    public AsyncEtcdV2Client async() {
        return async;
    }

    @Override
    public EtcdV2Client withTimeout(Duration timeout) {
        return new BlockingV2Client(shared, options.withTimeout(timeout));
    }

    @Override
    public V2Backend backend() {
        return read(
                "find out which API the server offers", () -> shared.backend().kind(options));
    }

    @Override
    public List<String> endpoints() {
        return shared.backend().endpoints();
    }

    @Override
    public void close() {
        shared.close();
    }

    @Override
    public String toString() {
        return "etcd v2 client of " + endpoints();
    }
}
