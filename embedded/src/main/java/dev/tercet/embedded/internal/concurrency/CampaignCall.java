package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderKey;
import org.jspecify.annotations.Nullable;

/**
 * A call of Campaign. Whoever campaigns again with its lease proclaims its new value.
 *
 * <p>As at etcd it is not asked at the end whether its own key is still there: a campaign whose lease ends while it waits is won all
 * the same once the older keys are gone, and its answer has the header of the moment when it took its place.
 */
final class CampaignCall extends Turn<CampaignResponse> {
    private final CampaignRequest request;
    private LeaderKey place = LeaderKey.getDefaultInstance();
    private ResponseHeader header = ResponseHeader.getDefaultInstance();

    CampaignCall(
            Apply apply,
            Waiters waiters,
            Client client,
            CampaignRequest request,
            Caller caller,
            Outcome<CampaignResponse> outcome) {
        super(apply, waiters, client, request.getName(), caller, outcome);
        this.request = request;
    }

    @Override
    @Nullable
    CampaignResponse queue() {
        long lease = client.session(request.getLease(), caller);
        ByteString key = Requests.key(request.getName(), lease);
        TxnRequest txn = TxnRequest.newBuilder()
                .addCompare(Requests.createdAt(key, 0))
                .addSuccess(Requests.put(key, request.getValue(), lease))
                .addFailure(Requests.op(Requests.of(key)))
                .build();
        TxnResponse placed = client.txn(txn, caller);
        header = placed.getHeader();
        LeaderKey.Builder at =
                LeaderKey.newBuilder().setName(request.getName()).setKey(key).setLease(lease);
        if (placed.getSucceeded()) {
            place = at.setRev(header.getRevision()).build();
            return null;
        }
        KeyValue own = placed.getResponses(0).getResponseRange().getKvs(0);
        place = at.setRev(own.getCreateRevision()).build();
        if (!own.getValue().equals(request.getValue())) {
            proclaim();
        }
        return null;
    }

    private void proclaim() {
        try {
            Candidate.proclaim(client, place, request.getValue(), caller);
        } catch (EtcdError error) {
            resign(caller);
            throw error;
        }
    }

    @Override
    long revision() {
        return place.getRev();
    }

    @Override
    CampaignResponse turn() {
        return CampaignResponse.newBuilder().setHeader(header).setLeader(place).build();
    }

    @Override
    void leave() {
        // Without a token: where authentication is on, the key stays until its lease ends, as it does at etcd.
        resign(Client.NOBODY);
    }

    @Override
    void fail() {
        // Unlike a lock's, the key of a campaign that fails stays.
    }

    private void resign(Caller by) {
        try {
            Candidate.resign(client, place, by);
        } catch (EtcdError unheard) {
            // What matters to the caller was said already, or there is nobody left to tell.
        }
    }
}
