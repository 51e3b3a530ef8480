package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.backend.AuthBackend;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A backend whose calls all go by one method, to another. */
abstract class RelayBackend implements OpenBackend {
    /** A call that some backend is to make. */
    @FunctionalInterface
    interface Call<T> {
        CompletableFuture<T> at(Backend backend, CallOptions options);
    }

    /**
     * Makes a call.
     *
     * @param what what is asked, in words
     * @param doubt what is left behind by one that is cut short once it is under way
     */
    abstract <T> CompletableFuture<T> relay(Object what, Outcome doubt, CallOptions options, Call<T> call);

    private <T> CompletableFuture<T> reading(Object what, CallOptions options, Call<T> call) {
        return relay(what, Outcome.NOT_APPLIED, options, call);
    }

    private <T> CompletableFuture<T> writing(Object what, CallOptions options, Call<T> call) {
        return relay(what, Outcome.UNKNOWN, options, call);
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
        return reading(read, options, (backend, left) -> backend.read(read, left));
    }

    @Override
    public CompletableFuture<EtcdResult> write(V2Write write, CallOptions options) {
        return writing(write, options, (backend, left) -> backend.write(write, left));
    }

    @Override
    public CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options) {
        return writing(delete, options, (backend, left) -> backend.delete(delete, left));
    }

    @Override
    public CompletableFuture<List<String>> machines(CallOptions options) {
        return reading("machines", options, Backend::machines);
    }

    @Override
    public CompletableFuture<Map<String, V2Member>> members(CallOptions options) {
        return reading("members", options, Backend::members);
    }

    @Override
    public CompletableFuture<V2Member> leader(CallOptions options) {
        return reading("leader", options, Backend::leader);
    }

    @Override
    public CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options) {
        String what = "stats of " + kind.name().toLowerCase(Locale.ROOT);
        return reading(what, options, (backend, left) -> backend.stats(kind, left));
    }

    @Override
    public CompletableFuture<V2Version> version(CallOptions options) {
        return reading("version", options, Backend::version);
    }

    @Override
    public CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options) {
        return relay(
                request,
                request.isRead() ? Outcome.NOT_APPLIED : Outcome.UNKNOWN,
                options,
                (backend, left) -> backend.apiExecute(request, left));
    }

    @Override
    public AuthBackend auth() {
        return new RelayAuth(this);
    }
}
