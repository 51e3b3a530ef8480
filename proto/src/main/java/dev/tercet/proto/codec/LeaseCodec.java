package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.spi.LeaseRpcs;
import java.io.IOException;
import java.time.Duration;

/** The lease service. The wire counts whole seconds; zero and less of them mean that the lease is gone. */
public final class LeaseCodec {
    /** The stream that renewals share. */
    public static final MethodCodec<LeaseRpcs.Renew, LeaseRenewal> RENEWALS = new Renewals();

    private LeaseCodec() {}

    public static LeaseGrantRequest encode(LeaseRpcs.Grant grant) {
        return LeaseGrantRequest.newBuilder()
                .setTTL(grant.ttlSeconds())
                .setID(grant.id())
                .build();
    }

    public static LeaseRevokeRequest encode(LeaseRpcs.Revoke revoke) {
        return LeaseRevokeRequest.newBuilder().setID(revoke.id()).build();
    }

    public static LeaseKeepAliveRequest encode(LeaseRpcs.Renew renew) {
        return LeaseKeepAliveRequest.newBuilder().setID(renew.id()).build();
    }

    public static LeaseTimeToLiveRequest encode(LeaseRpcs.TimeToLive ask) {
        return LeaseTimeToLiveRequest.newBuilder()
                .setID(ask.id())
                .setKeys(ask.withKeys())
                .build();
    }

    public static LeaseLeasesRequest encode(LeaseRpcs.ListAll all) {
        return LeaseLeasesRequest.getDefaultInstance();
    }

    public static LeaseGrant decode(LeaseGrantResponse reply) {
        return new LeaseGrant(HeaderCodec.decode(reply.getHeader()), reply.getID(), Duration.ofSeconds(reply.getTTL()));
    }

    public static Header decode(LeaseRevokeResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }

    public static LeaseRenewal decode(LeaseKeepAliveResponse reply) {
        return new LeaseRenewal(
                HeaderCodec.decode(reply.getHeader()), reply.getID(), Duration.ofSeconds(reply.getTTL()));
    }

    public static LeaseStatus decode(LeaseTimeToLiveResponse reply) {
        return new LeaseStatus(
                HeaderCodec.decode(reply.getHeader()),
                reply.getID(),
                Duration.ofSeconds(reply.getTTL()),
                Duration.ofSeconds(reply.getGrantedTTL()),
                BytesCodec.decodeAll(reply.getKeysList()));
    }

    public static LeaseList decode(LeaseLeasesResponse reply) {
        return new LeaseList(
                HeaderCodec.decode(reply.getHeader()),
                reply.getLeasesList().stream()
                        .map(dev.tercet.proto.etcdserverpb.LeaseStatus::getID)
                        .toList());
    }

    private static final class Renewals extends DirectCodec<LeaseRpcs.Renew, LeaseRenewal> {
        @Override
        public void write(LeaseRpcs.Renew renew, WireOut out) {
            out.number(LeaseKeepAliveRequest.ID_FIELD_NUMBER, renew.id());
        }

        @Override
        LeaseRenewal read(WireReader in) throws IOException {
            return DirectResults.renewal(in);
        }

        @Override
        public Message encode(LeaseRpcs.Renew renew) {
            return LeaseCodec.encode(renew);
        }

        @Override
        public LeaseRenewal fromMessage(Message reply) {
            return LeaseCodec.decode((LeaseKeepAliveResponse) reply);
        }
    }
}
