package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.v3electionpb.LeaderKey;

/** What one that has a place in an election does with it. */
final class Candidate {
    private Candidate() {}

    /** Gives its key a new value, if the key is still the one that was created then. */
    static ResponseHeader proclaim(Client client, LeaderKey place, ByteString value, Caller caller) {
        TxnResponse said = client.txn(
                stillThere(place)
                        .addSuccess(Requests.put(place.getKey(), value, place.getLease()))
                        .build(),
                caller);
        if (!said.getSucceeded()) {
            throw EtcdErrors.NOT_ELECTED_LEADER;
        }
        return said.getHeader();
    }

    /** Deletes its key, if it is still the one that was created then; says nothing if it is not. */
    static ResponseHeader resign(Client client, LeaderKey place, Caller caller) {
        return client.txn(
                        stillThere(place)
                                .addSuccess(Requests.deletion(place.getKey()))
                                .build(),
                        caller)
                .getHeader();
    }

    private static TxnRequest.Builder stillThere(LeaderKey place) {
        return TxnRequest.newBuilder().addCompare(Requests.createdAt(place.getKey(), place.getRev()));
    }
}
