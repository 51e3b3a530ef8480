package dev.tercet.v2.internal.overv3;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.backend.AuthBackend;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Watch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The v3 store, made to look like v2: put together of its rooms, which know each other by {@link Layout} and {@link Act} only. */
public final class V3Backend implements Backend {
    private final KeysRoom keys;
    private final WatchRoom watches;
    private final ClusterRoom cluster;
    private final AuthBackend auth;

    /** Puts one together. */
    public V3Backend(KeysRoom keys, WatchRoom watches, ClusterRoom cluster, AuthBackend auth) {
        this.keys = keys;
        this.watches = watches;
        this.cluster = cluster;
        this.auth = auth;
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
        return keys.read(read, options);
    }

    @Override
    public CompletableFuture<EtcdResult> write(V2Write write, CallOptions options) {
        return keys.write(write, options);
    }

    @Override
    public CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options) {
        return keys.delete(delete, options);
    }

    @Override
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        return watches.watch(watch, recovers, sink);
    }

    @Override
    public CompletableFuture<List<String>> machines(CallOptions options) {
        return cluster.machines(options);
    }

    @Override
    public CompletableFuture<Map<String, V2Member>> members(CallOptions options) {
        return cluster.members(options);
    }

    @Override
    public CompletableFuture<V2Member> leader(CallOptions options) {
        return cluster.leader(options);
    }

    @Override
    public CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options) {
        return cluster.stats(kind, options);
    }

    @Override
    public CompletableFuture<V2Version> version(CallOptions options) {
        return cluster.version(options);
    }

    @Override
    public CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options) {
        return cluster.apiExecute(request, options);
    }

    @Override
    public AuthBackend auth() {
        return auth;
    }
}
