package dev.tercet.v2.internal.overv3;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.backend.StatsKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a backend over v3 knows of the cluster; see {@code Backend}. */
public interface ClusterRoom {
    CompletableFuture<List<String>> machines(CallOptions options);

    CompletableFuture<Map<String, V2Member>> members(CallOptions options);

    CompletableFuture<V2Member> leader(CallOptions options);

    CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options);

    CompletableFuture<V2Version> version(CallOptions options);

    CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options);
}
