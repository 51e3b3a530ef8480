package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.AsyncEtcdV2Auth;
import dev.tercet.v2.AsyncEtcdV2Client;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.internal.watch.ListenedWatch;
import dev.tercet.v2.internal.watch.OneEvent;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.AsyncLegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A client's view in futures. */
final class AsyncV2Client implements AsyncEtcdV2Client {
    private final V2Shared shared;
    private final OpenBackend backend;
    private final CallOptions options;

    AsyncV2Client(V2Shared shared, CallOptions options) {
        this.shared = shared;
        this.backend = shared.backend();
        this.options = options;
    }

    @Override
    public CompletableFuture<EtcdResult> get(String key) {
        return read(V2Read.of(key));
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read) {
        return backend.read(Objects.requireNonNull(read, "read"), options);
    }

    @Override
    public CompletableFuture<Boolean> contains(String key) {
        return Following.of(get(key), shared.callbacks(), result -> true, failure -> {
            if (failure instanceof V2KeyNotFoundException) {
                return false;
            }
            throw Following.unchecked(failure);
        });
    }

    @Override
    public CompletableFuture<EtcdResult> set(String key, String value) {
        return write(V2Write.value(key, value));
    }

    @Override
    public CompletableFuture<EtcdResult> set(String key, String value, Duration ttl) {
        return write(V2Write.value(key, value).withTtl(ttl));
    }

    @Override
    public CompletableFuture<EtcdResult> write(V2Write write) {
        return backend.write(Objects.requireNonNull(write, "write"), options);
    }

    @Override
    public CompletableFuture<EtcdResult> testAndSet(String key, String value, String prevValue) {
        return write(V2Write.value(key, value).ifPrevValue(prevValue));
    }

    @Override
    public CompletableFuture<EtcdResult> update(EtcdResult result) {
        return write(WrittenBack.of(Objects.requireNonNull(result, "result")));
    }

    @Override
    public CompletableFuture<EtcdResult> refresh(String key, Duration ttl) {
        return write(V2Write.refresh(key, ttl));
    }

    @Override
    public CompletableFuture<EtcdResult> append(String directory, String value) {
        return write(V2Write.inOrder(directory, value));
    }

    @Override
    public CompletableFuture<EtcdResult> makeDirectory(String key) {
        return write(V2Write.directory(key));
    }

    @Override
    public CompletableFuture<EtcdResult> delete(String key) {
        return delete(V2Delete.of(key));
    }

    @Override
    public CompletableFuture<EtcdResult> delete(V2Delete delete) {
        return backend.delete(Objects.requireNonNull(delete, "delete"), options);
    }

    @Override
    public CompletableFuture<EtcdResult> pop(String key) {
        return pop(V2Delete.of(key));
    }

    @Override
    public CompletableFuture<EtcdResult> pop(V2Delete delete) {
        return Following.of(delete(delete), shared.callbacks(), answer -> Popped.of(delete, answer));
    }

    @Override
    public CompletableFuture<EtcdResult> watch(V2Watch watch) {
        return OneEvent.await(backend, Objects.requireNonNull(watch, "watch"), shared.timer(), shared.callbacks());
    }

    @Override
    public CompletableFuture<Long> eternalWatch(V2Watch watch, V2WatchListener listener) {
        return ListenedWatch.open(
                backend, Unlimited.checked(watch), Objects.requireNonNull(listener, "listener"), shared.callbacks());
    }

    @Override
    public CompletableFuture<List<String>> machines() {
        return backend.machines(options);
    }

    @Override
    public CompletableFuture<Map<String, V2Member>> members() {
        return backend.members(options);
    }

    @Override
    public CompletableFuture<V2Member> leader() {
        return backend.leader(options);
    }

    @Override
    public CompletableFuture<V2Stats> stats() {
        return backend.stats(StatsKind.SELF, options);
    }

    @Override
    public CompletableFuture<V2Stats> leaderStats() {
        return backend.stats(StatsKind.LEADER, options);
    }

    @Override
    public CompletableFuture<V2Stats> storeStats() {
        return backend.stats(StatsKind.STORE, options);
    }

    @Override
    public CompletableFuture<V2Version> version() {
        return backend.version(options);
    }

    @Override
    public CompletableFuture<ApiAnswer> apiExecute(ApiRequest request) {
        return backend.apiExecute(Objects.requireNonNull(request, "request"), options);
    }

    @Override
    public AsyncEtcdV2Lock lock(String name) {
        return lock(name, V2LockOptions.DEFAULT);
    }

    @Override
    public AsyncEtcdV2Lock lock(String name, V2LockOptions how) {
        return shared.locks()
                .lock(Objects.requireNonNull(name, "name"), Objects.requireNonNull(how, "options"), options);
    }

    @Override
    public AsyncLegacyLock getLock(String key, Duration ttl, String value) {
        return shared.locks()
                .getLock(
                        Objects.requireNonNull(key, "key"),
                        Objects.requireNonNull(ttl, "ttl"),
                        Objects.requireNonNull(value, "value"),
                        options);
    }

    @Override
    public AsyncEtcdV2Election election() {
        return shared.locks().election(options);
    }

    @Override
    public AsyncEtcdV2Auth auth() {
        return new AsyncV2Auth(backend.auth(), options);
    }

    @Override
    public String toString() {
        return "etcd v2 client of " + backend.endpoints() + ", in futures";
    }
}
