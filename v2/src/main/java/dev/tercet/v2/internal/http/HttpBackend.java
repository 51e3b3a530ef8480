package dev.tercet.v2.internal.http;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.NoLeaderException;
import dev.tercet.error.Outcome;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.auth.AuthOverHttp;
import dev.tercet.v2.internal.backend.AuthBackend;
import dev.tercet.v2.internal.backend.EventCalls;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.internal.json.ClusterJson;
import dev.tercet.v2.internal.longpoll.LongPolls;
import dev.tercet.v2.internal.longpoll.Pace;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The v2 API of a server. Closing it closes its engine. */
public final class HttpBackend implements OpenBackend {
    private final HttpCalls calls;
    private final WatchOpener watches;
    private final AuthBackend auth;

    /**
     * Starts one, without connecting.
     *
     * @throws IllegalArgumentException as {@link dev.tercet.v2.EtcdV2ClientBuilder#build} does
     */
    public static HttpBackend start(V2Settings settings) {
        V2Dialect dialect = V2Dialect.of(settings);
        HttpCalls calls = new HttpCalls(HttpStart.engine(settings, dialect), dialect, settings);
        AuthBackend auth = new AuthOverHttp(
                (request, options) -> HttpBackend.execute(calls, request, options), settings.versionPrefix());
        CallEngine engine = calls.engine();
        LongPolls watches = new LongPolls(calls, engine.timer(), engine.callbacks(), engine::onClose, Pace.DEFAULT);
        return new HttpBackend(calls, watches::watch, auth);
    }

    HttpBackend(HttpCalls calls, WatchOpener watches, AuthBackend auth) {
        this.calls = calls;
        this.watches = watches;
        this.auth = auth;
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
        return calls.read(read, options);
    }

    @Override
    public CompletableFuture<EtcdResult> write(V2Write write, CallOptions options) {
        Rpc<V2Ask, V2Answer> rpc = write.kind() == V2Write.Kind.IN_ORDER ? V2Rpcs.APPEND : V2Rpcs.WRITE;
        boolean dir = write.kind() == V2Write.Kind.DIRECTORY;
        return calls.call(rpc, calls.asks().write(write), options, answer -> Results.of(answer, write.key(), dir));
    }

    @Override
    public CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options) {
        return calls.call(
                V2Rpcs.DELETE, calls.asks().delete(delete), options, answer -> Results.of(answer, delete.key(), false));
    }

    @Override
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        return watches.watch(watch, recovers, sink);
    }

    @Override
    public CompletableFuture<List<String>> machines(CallOptions options) {
        return calls.machines(options);
    }

    @Override
    public CompletableFuture<Map<String, V2Member>> members(CallOptions options) {
        return calls.call(V2Rpcs.MEMBERS, calls.asks().members(), options, Machines::members);
    }

    @Override
    public CompletableFuture<V2Member> leader(CallOptions options) {
        Left left = new Left(calls.engine(), options);
        return Derived.then(
                calls.engine().callbacks(), stats(StatsKind.SELF, options), self -> leader(self, left.now()));
    }

    private CompletableFuture<V2Member> leader(V2Stats self, CallOptions options) {
        Optional<String> id = ClusterJson.leader(self);
        return calls.call(
                V2Rpcs.MEMBERS,
                calls.asks().members(),
                options,
                answer -> id.map(Machines.members(answer)::get).orElseThrow(() -> leaderless(answer.where(), id)));
    }

    private static NoLeaderException leaderless(String where, Optional<String> id) {
        String why = id.map(named -> ": it is said to be " + named + ", which is no member")
                .orElse(": the member that answers knows of none");
        return new NoLeaderException(new Details(
                ErrorCode.NO_LEADER,
                Outcome.NOT_APPLIED,
                "leader at " + where + ": the cluster has no leader at the moment" + why,
                "leader",
                where,
                null));
    }

    @Override
    public CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options) {
        return calls.call(V2Rpcs.STATS, calls.asks().stats(kind), options, answer -> ClusterJson.stats(answer.body()));
    }

    @Override
    public CompletableFuture<V2Version> version(CallOptions options) {
        return calls.call(
                V2Rpcs.VERSION, calls.asks().version(), options, answer -> ClusterJson.version(answer.body()));
    }

    @Override
    public CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options) {
        return execute(calls, request, options);
    }

    private static CompletableFuture<ApiAnswer> execute(HttpCalls calls, ApiRequest request, CallOptions options) {
        V2Ask ask = calls.asks().raw(request);
        return calls.call(
                row(request, ask),
                ask,
                options,
                answer -> new ApiAnswer(answer.status(), answer.etcdIndex(), answer.text()));
    }

    private static Rpc<V2Ask, V2Answer> row(ApiRequest request, V2Ask ask) {
        if (!request.isRead()) {
            return V2Rpcs.API_WRITE;
        }
        return ask.path().contains("wait=true") ? V2Rpcs.API_WAIT : V2Rpcs.API_READ;
    }

    @Override
    public AuthBackend auth() {
        return auth;
    }

    /** What its calls go by. */
    public CallEngine engine() {
        return calls.engine();
    }

    /** The calls that watches are made of. */
    public EventCalls events() {
        return calls;
    }

    @Override
    public CompletableFuture<V2Backend> kind(CallOptions options) {
        return CompletableFuture.completedFuture(V2Backend.HTTP);
    }

    @Override
    public List<String> endpoints() {
        return calls.engine().endpoints().stream().map(Endpoint::toString).toList();
    }

    @Override
    public void close() {
        calls.engine().close();
    }
}
