package dev.tercet.testkit.script;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import io.grpc.Status;

/**
 * Messages that scripts send often, in a line each.
 *
 * @since 0.1
 */
public final class Messages {
    private static final long CLUSTER = 7;
    private static final long MEMBER = 8;

    private Messages() {}

    /** A header of member 8 of cluster 7, in term 1. */
    public static ResponseHeader header(long revision) {
        return ResponseHeader.newBuilder()
                .setClusterId(CLUSTER)
                .setMemberId(MEMBER)
                .setRevision(revision)
                .setRaftTerm(1)
                .build();
    }

    /** A key that was made at {@code revision} and not changed since. */
    public static KeyValue kv(String key, String value, long revision) {
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .setCreateRevision(revision)
                .setModRevision(revision)
                .setVersion(1)
                .build();
    }

    /** The event of a key that was made at {@code revision}. */
    public static Event put(String key, String value, long revision) {
        return Event.newBuilder().setKv(kv(key, value, revision)).build();
    }

    /** The event of a key that was deleted at {@code revision}. */
    public static Event delete(String key, long revision) {
        KeyValue kv = KeyValue.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setModRevision(revision)
                .build();
        return Event.newBuilder().setType(Event.EventType.DELETE).setKv(kv).build();
    }

    /** The reply to a read that found these and no more. */
    public static RangeResponse range(long revision, KeyValue... kvs) {
        RangeResponse.Builder response =
                RangeResponse.newBuilder().setHeader(header(revision)).setCount(kvs.length);
        for (KeyValue kv : kvs) {
            response.addKvs(kv);
        }
        return response.build();
    }

    /** The reply to a put that did not ask for the previous value. */
    public static PutResponse putReply(long revision) {
        return PutResponse.newBuilder().setHeader(header(revision)).build();
    }

    /** The reply to a login. */
    public static AuthenticateResponse token(String token) {
        return AuthenticateResponse.newBuilder()
                .setHeader(header(1))
                .setToken(token)
                .build();
    }

    /** The reply to a grant. */
    public static LeaseGrantResponse granted(long id, long ttlSeconds) {
        return LeaseGrantResponse.newBuilder()
                .setHeader(header(1))
                .setID(id)
                .setTTL(ttlSeconds)
                .build();
    }

    /** What a member says that is stopping or has lost its leader. */
    public static Status unavailable(String text) {
        return Status.UNAVAILABLE.withDescription(text);
    }

    /** What etcd says to a token that it does not know, or no longer. */
    public static Status invalidToken() {
        return Status.UNAUTHENTICATED.withDescription("etcdserver: invalid auth token");
    }

    /** What etcd says to a token from before the last change of users or roles. */
    public static Status oldAuthRevision() {
        return Status.INVALID_ARGUMENT.withDescription("etcdserver: revision of auth store is old");
    }

    /** What etcd says to a call without a token. */
    public static Status noUser() {
        return Status.INVALID_ARGUMENT.withDescription("etcdserver: user name is empty");
    }
}
