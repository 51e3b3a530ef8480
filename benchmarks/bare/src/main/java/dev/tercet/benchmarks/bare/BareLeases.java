package dev.tercet.benchmarks.bare;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Leases that are renewed together, for as long as there is one. */
final class BareLeases {
    private final LeaseGrpc.LeaseStub stub;
    private int leases;
    private @Nullable BareRenewals renewals;

    BareLeases(Channel channel) {
        stub = LeaseGrpc.newStub(channel);
    }

    void grant(Duration ttl, BenchClient.Kept kept) {
        BareRenewals all = join();
        stub.leaseGrant(LeaseGrantRequest.newBuilder().setTTL(ttl.toSeconds()).build(), new Last<LeaseGrantResponse>() {
            @Override
            void ended(LeaseGrantResponse grant) {
                BareRenewals.Renewed lease = all.renew(grant.getID(), ttl, kept);
                kept.kept(done -> revoke(lease, done));
            }

            @Override
            void failed(Throwable failure) {
                leave();
                kept.failed(failure);
            }
        });
    }

    private void revoke(BareRenewals.Renewed lease, BenchClient.Done done) {
        lease.end();
        stub.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(lease.id()).build(), new Last<LeaseRevokeResponse>() {
            @Override
            void ended(LeaseRevokeResponse revoked) {
                leave();
                done.done(0);
            }

            @Override
            void failed(Throwable failure) {
                leave();
                done.failed(failure);
            }
        });
    }

    private synchronized BareRenewals join() {
        leases++;
        BareRenewals all = renewals;
        if (all == null) {
            all = new BareRenewals(stub);
            renewals = all;
        }
        return all;
    }

    /** The last one takes the stream and the timer with it, which other rows should not have to bear. */
    private synchronized void leave() {
        leases--;
        if (leases == 0 && renewals != null) {
            renewals.close();
            renewals = null;
        }
    }

    /** Takes the one answer of a call. */
    private abstract static class Last<T> implements StreamObserver<T> {
        private @Nullable T last;

        abstract void ended(T reply);

        abstract void failed(Throwable failure);

        @Override
        public void onNext(T reply) {
            last = reply;
        }

        @Override
        public void onError(Throwable failure) {
            failed(failure);
        }

        @Override
        public void onCompleted() {
            T reply = last;
            if (reply == null) {
                failed(new IllegalStateException("no answer"));
            } else {
                ended(reply);
            }
        }
    }
}
