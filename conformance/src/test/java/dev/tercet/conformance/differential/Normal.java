package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.HashResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseStatus;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.proto.etcdserverpb.Member;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Replies without what two servers may answer differently. What must be there, whatever it is, becomes 1, so that it is still
 * seen whether it is there.
 */
final class Normal {
    /** How far apart two servers may see the rest of a lease: as far as they may have been granted apart. */
    private static final long SECONDS_APART = 3600;

    private Normal() {}

    static Message of(Message reply) {
        Message.Builder inner = reply.toBuilder();
        reply.getAllFields().forEach((field, value) -> within(inner, field, value));
        Message message = inner.build();
        if (message instanceof ResponseHeader header) {
            return header.toBuilder()
                    .setClusterId(sign(header.getClusterId()))
                    .setMemberId(sign(header.getMemberId()))
                    .setRaftTerm(sign(header.getRaftTerm()))
                    .build();
        } else if (message instanceof AuthenticateResponse it) {
            return it.toBuilder()
                    .setToken(it.getToken().isEmpty() ? "" : "token")
                    .build();
        } else if (message instanceof LeaseTimeToLiveResponse it) {
            return timeToLive(it);
        } else if (message instanceof LeaseLeasesResponse it) {
            List<LeaseStatus> sorted = it.getLeasesList().stream()
                    .sorted(Comparator.comparingLong(LeaseStatus::getID))
                    .toList();
            return it.toBuilder().clearLeases().addAllLeases(sorted).build();
        } else if (message instanceof StatusResponse it) {
            return status(it);
        } else if (message instanceof Member it) {
            return member(it);
        } else if (message instanceof HashKVResponse it) {
            return it.toBuilder().setHash(1).build();
        } else if (message instanceof HashResponse it) {
            return it.toBuilder().setHash(1).build();
        } else if (message instanceof SnapshotResponse) {
            return SnapshotResponse.getDefaultInstance();
        }
        return message;
    }

    private static void within(Message.Builder builder, FieldDescriptor field, Object value) {
        if (field.getJavaType() != JavaType.MESSAGE) {
            return;
        }
        if (field.isRepeated()) {
            List<?> all = (List<?>) value;
            List<Message> normal = all.stream().map(it -> of((Message) it)).collect(Collectors.toList());
            if (!normal.isEmpty() && normal.get(0) instanceof Member) {
                // By their ids, which each server chooses for itself.
                normal.sort(Comparator.comparing(Texts::of));
            }
            builder.setField(field, normal);
        } else {
            builder.setField(field, of((Message) value));
        }
    }

    private static Message timeToLive(LeaseTimeToLiveResponse reply) {
        boolean near = reply.getTTL() <= reply.getGrantedTTL()
                && reply.getTTL() >= reply.getGrantedTTL() - SECONDS_APART
                && reply.getTTL() > 0;
        List<ByteString> keys = reply.getKeysList().stream()
                .sorted(ByteString.unsignedLexicographicalComparator())
                .toList();
        return reply.toBuilder()
                .setTTL(near ? reply.getGrantedTTL() : reply.getTTL())
                .clearKeys()
                .addAllKeys(keys)
                .build();
    }

    private static Message status(StatusResponse reply) {
        // Go's texts of messages have one blank or two, by the build, so that nobody relies on them.
        List<String> errors = reply.getErrorsList().stream()
                .map(error -> error.replaceAll(" +", " "))
                .toList();
        return reply.toBuilder()
                .clearErrors()
                .addAllErrors(errors)
                .setDbSize(sign(reply.getDbSize()))
                .setDbSizeInUse(sign(reply.getDbSizeInUse()))
                .setDbSizeQuota(sign(reply.getDbSizeQuota()))
                // A real one is behind with it for a moment after its start.
                .setStorageVersion(reply.getStorageVersion().isEmpty() ? "" : "storage")
                .setLeader(sign(reply.getLeader()))
                .setRaftIndex(sign(reply.getRaftIndex()))
                .setRaftAppliedIndex(sign(reply.getRaftAppliedIndex()))
                .setRaftTerm(sign(reply.getRaftTerm()))
                .build();
    }

    private static Message member(Member member) {
        return member.toBuilder()
                .setID(sign(member.getID()))
                .setName(member.getName().isEmpty() ? "" : "name")
                .clearPeerURLs()
                .addAllPeerURLs(member.getPeerURLsList().stream()
                        .map(url -> member.getIsLearner() ? url : "peer")
                        .toList())
                .clearClientURLs()
                .addAllClientURLs(
                        member.getClientURLsList().stream().map(url -> "client").toList())
                .build();
    }

    private static int sign(long value) {
        return value == 0 ? 0 : 1;
    }
}
