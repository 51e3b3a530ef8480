package dev.tercet.embedded.internal.concurrency;

import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderKey;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3electionpb.ProclaimRequest;
import dev.tercet.proto.v3electionpb.ProclaimResponse;
import dev.tercet.proto.v3electionpb.ResignRequest;
import dev.tercet.proto.v3electionpb.ResignResponse;

/** The service Election. */
public final class ElectionService {
    private static final String SERVICE = "v3electionpb.Election";

    private final Apply apply;
    private final Headers headers;
    private final Waiters waiters;
    private final Client client;

    /** The service of elections whose waiting calls and streams these waiters keep. */
    public ElectionService(Apply apply, Headers headers, Waiters waiters, KvCalls kv, LeaseService leases) {
        this.apply = apply;
        this.headers = headers;
        this.waiters = waiters;
        this.client = new Client(kv, leases);
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        methods.add(new Method.Unary<>(
                SERVICE,
                "Campaign",
                "/election/campaign",
                CampaignRequest.getDefaultInstance(),
                CampaignResponse.getDefaultInstance(),
                (request, caller, outcome) ->
                        new CampaignCall(apply, waiters, client, request, caller, outcome).begin()));
        methods.add(new Method.Unary<>(
                SERVICE,
                "Proclaim",
                "/election/proclaim",
                ProclaimRequest.getDefaultInstance(),
                ProclaimResponse.getDefaultInstance(),
                Handler.of(this::proclaim)));
        methods.add(new Method.Unary<>(
                SERVICE,
                "Leader",
                "/election/leader",
                LeaderRequest.getDefaultInstance(),
                LeaderResponse.getDefaultInstance(),
                Handler.of(this::leader)));
        methods.add(new Method.Stream<>(
                SERVICE,
                "Observe",
                "/election/observe",
                LeaderRequest.getDefaultInstance(),
                LeaderResponse.getDefaultInstance(),
                true,
                (caller, outlet) -> new Observation(apply, waiters, client, headers, caller, outlet)));
        methods.add(new Method.Unary<>(
                SERVICE,
                "Resign",
                "/election/resign",
                ResignRequest.getDefaultInstance(),
                ResignResponse.getDefaultInstance(),
                Handler.of(this::resign)));
    }

    private ProclaimResponse proclaim(ProclaimRequest request, Caller caller) {
        return apply.step(() -> {
            LeaderKey place = place(request.hasLeader(), request.getLeader(), caller);
            return ProclaimResponse.newBuilder()
                    .setHeader(Candidate.proclaim(client, place, request.getValue(), caller))
                    .build();
        });
    }

    private ResignResponse resign(ResignRequest request, Caller caller) {
        return apply.step(() -> {
            LeaderKey place = place(request.hasLeader(), request.getLeader(), caller);
            return ResignResponse.newBuilder()
                    .setHeader(Candidate.resign(client, place, caller))
                    .build();
        });
    }

    // Without a lease it gets a new one, as a campaign would, even if it is of no use to it.
    private LeaderKey place(boolean given, LeaderKey leader, Caller caller) {
        if (!given) {
            throw EtcdErrors.LEADER_FIELD_MISSING;
        }
        return leader.toBuilder()
                .setLease(client.session(leader.getLease(), caller))
                .build();
    }

    private LeaderResponse leader(LeaderRequest request, Caller caller) {
        RangeResponse oldest = client.get(Requests.oldest(request.getName()), caller);
        if (oldest.getKvsCount() == 0) {
            throw EtcdErrors.NO_ELECTED_LEADER;
        }
        return LeaderResponse.newBuilder()
                .setHeader(oldest.getHeader())
                .setKv(oldest.getKvs(0))
                .build();
    }
}
