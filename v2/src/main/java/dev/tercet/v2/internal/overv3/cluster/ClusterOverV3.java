package dev.tercet.v2.internal.overv3.cluster;

import dev.tercet.EtcdClient;
import dev.tercet.cluster.Member;
import dev.tercet.cluster.Members;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.NoLeaderException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.maintenance.Status;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.ClusterRoom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Members, leader, statistics and version over v3.
 *
 * <p>As in v2, the member that is asked answers from what it knows itself: this works without a quorum, and may be behind.
 */
public final class ClusterOverV3 implements ClusterRoom {
    private final EtcdClient etcd;

    public ClusterOverV3(EtcdClient etcd) {
        this.etcd = etcd;
    }

    @Override
    public CompletableFuture<List<String>> machines(CallOptions options) {
        return ask("read the machines", options, chain -> members(chain).thenApply(ClusterWords::machines));
    }

    @Override
    public CompletableFuture<Map<String, V2Member>> members(CallOptions options) {
        return ask("read the members", options, chain -> members(chain).thenApply(ClusterWords::members));
    }

    @Override
    public CompletableFuture<V2Member> leader(CallOptions options) {
        String call = "read the leader";
        return ask(
                call,
                options,
                chain -> status(chain).thenCombine(members(chain), (status, members) -> {
                    String unknown = "the member asked does not know the leader's name yet; try again";
                    return ClusterWords.member(leader(call, status), members)
                            .orElseThrow(() -> noLeader(call, unknown));
                }));
    }

    @Override
    public CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options) {
        String call = "read the statistics of " + kind.name().toLowerCase(Locale.ROOT);
        if (kind == StatsKind.STORE) {
            String why = "the v3 API counts no operations on keys; the server's /metrics has counters";
            return CompletableFuture.failedFuture(unsupported(call, why));
        }
        return ask(
                call,
                options,
                chain -> status(chain)
                        .thenCombine(
                                members(chain),
                                (status, members) -> kind == StatsKind.SELF
                                        ? ClusterWords.self(status, members)
                                        : ClusterWords.leader(leader(call, status), members)));
    }

    @Override
    public CompletableFuture<V2Version> version(CallOptions options) {
        // One that does not answer is waited for as long as it is allowed to take: half of the time is left for the
        // others' answer.
        CallOptions half = options.withTimeout(options.timeout().dividedBy(2).plusNanos(1));
        return ask(
                "read the version",
                options,
                chain -> status(chain)
                        .thenCombine(
                                chain.step(etcd.async().maintenance().with(half).statuses()),
                                (status, all) -> new V2Version(
                                        status.version(), ClusterWords.clusterVersion(status.version(), all))));
    }

    @Override
    public CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options) {
        return CompletableFuture.failedFuture(unsupported(
                request.toString(), "a raw call goes to the v2 HTTP API, and this client works on the v3 store"));
    }

    private <R> CompletableFuture<R> ask(String call, CallOptions options, Function<Chain, CompletableFuture<R>> body) {
        return Chain.run(etcd, call, options, body);
    }

    private CompletableFuture<Status> status(Chain chain) {
        return chain.step(etcd.async().maintenance().with(chain.left()).status());
    }

    private CompletableFuture<List<Member>> members(Chain chain) {
        return chain.step(etcd.async().cluster().with(chain.left()).membersLocally())
                .thenApply(Members::members);
    }

    private static long leader(String call, Status status) {
        if (status.leader() == 0) {
            throw noLeader(call, "the member asked has no leader: an election is under way; try again");
        }
        return status.leader();
    }

    private static EtcdException noLeader(String call, String why) {
        return new NoLeaderException(
                new Details(ErrorCode.NO_LEADER, Outcome.NOT_APPLIED, call + ": " + why, call, null, null));
    }

    private static EtcdException unsupported(String call, String why) {
        return new RejectedEtcdException(
                new Details(ErrorCode.UNSUPPORTED, Outcome.NOT_APPLIED, call + ": " + why, call, null, null));
    }
}
