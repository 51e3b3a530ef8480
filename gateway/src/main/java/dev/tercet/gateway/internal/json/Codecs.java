package dev.tercet.gateway.internal.json;

import dev.tercet.auth.Roles;
import dev.tercet.auth.UserRoles;
import dev.tercet.auth.Users;
import dev.tercet.kv.Header;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import java.util.IdentityHashMap;

/** The table of calls: how each one's request and reply are said in JSON. */
public final class Codecs {
    /** The stream that watches share, one message of it without its envelope: see {@link #enveloped}. */
    public static final JsonCodec<WatchUp, WatchDown> WATCH = JsonCodec.of(WatchJson::write, WatchJson::read);

    /** Whatever a gateway says when it fails: the shapes of all versions, for a call and for an answer that goes on. */
    public static final JsonReader<ErrorBody> ERROR = ErrorJson::read;

    /** What {@code GET /version} answers: the server's version, as in {@code 3.6.14}; empty if it does not say. */
    public static final JsonReader<String> VERSION = ErrorJson::readVersion;

    private static final JsonCodec<AuthRpcs.Revoke, Header> OLD_REVOKE =
            JsonCodec.of(AuthRequestsJson::writeOld, Headers::only);

    /** By the row itself: rows are made once, and have functions in them that have no equality. */
    private static final IdentityHashMap<Object, JsonCodec<?, ?>> CODECS = new IdentityHashMap<>();

    static {
        kv();
        leases();
        auth();
        users();
        roles();
        cluster();
        maintenance();
        locksAndElections();
    }

    private Codecs() {}

    private static void kv() {
        call(KvRpcs.RANGE, KvJson::write, KvJson.GET);
        call(KvRpcs.PUT, KvJson::write, KvJson::readPut);
        call(KvRpcs.DELETE_RANGE, KvJson::write, KvJson::readDelete);
        call(KvRpcs.TXN, TxnJson::write, TxnJson::read);
        call(KvRpcs.COMPACT, KvJson::write, Headers::only);
    }

    private static void leases() {
        call(LeaseRpcs.GRANT, LeaseJson::write, LeaseJson::readGrant);
        call(LeaseRpcs.REVOKE, LeaseJson::write, Headers::only);
        call(LeaseRpcs.RENEW, LeaseJson::write, LeaseJson::readRenewal);
        call(LeaseRpcs.TIME_TO_LIVE, LeaseJson::write, LeaseJson::readStatus);
        call(LeaseRpcs.LEASES, Fields::nothing, LeaseJson::readListed);
    }

    private static void auth() {
        call(AuthRpcs.AUTHENTICATE, AuthRequestsJson::write, AuthRepliesJson::readAuthenticated);
        call(AuthRpcs.ENABLE, Fields::nothing, Headers::only);
        call(AuthRpcs.DISABLE, Fields::nothing, Headers::only);
        call(AuthRpcs.STATUS, Fields::nothing, AuthRepliesJson::readStatus);
    }

    private static void users() {
        call(AuthRpcs.USER_ADD, AuthRequestsJson::writeUser, Headers::only);
        call(AuthRpcs.USER_CHANGE_PASSWORD, AuthRequestsJson::writePassword, Headers::only);
        call(AuthRpcs.USER_GET, AuthRequestsJson::writeName, AuthRepliesJson.names("roles", UserRoles::new));
        call(AuthRpcs.USER_LIST, Fields::nothing, AuthRepliesJson.names("users", Users::new));
        call(AuthRpcs.USER_DELETE, AuthRequestsJson::writeName, Headers::only);
        call(AuthRpcs.USER_GRANT_ROLE, AuthRequestsJson::writeGrant, Headers::only);
        call(AuthRpcs.USER_REVOKE_ROLE, AuthRequestsJson::writeRevoke, Headers::only);
    }

    private static void roles() {
        call(AuthRpcs.ROLE_ADD, AuthRequestsJson::writeName, Headers::only);
        call(AuthRpcs.ROLE_GET, AuthRequestsJson::writeRole, AuthRepliesJson::readPermissions);
        call(AuthRpcs.ROLE_LIST, Fields::nothing, AuthRepliesJson.names("roles", Roles::new));
        call(AuthRpcs.ROLE_DELETE, AuthRequestsJson::writeRole, Headers::only);
        call(AuthRpcs.ROLE_GRANT, AuthRequestsJson::write, Headers::only);
        call(AuthRpcs.ROLE_REVOKE, AuthRequestsJson::write, Headers::only);
    }

    private static void cluster() {
        call(ClusterRpcs.ADD, ClusterJson::write, ClusterJson::readAdded);
        call(ClusterRpcs.REMOVE, ClusterJson::write, ClusterJson::readMembers);
        call(ClusterRpcs.UPDATE, ClusterJson::write, ClusterJson::readMembers);
        call(ClusterRpcs.PROMOTE, ClusterJson::write, ClusterJson::readMembers);
        call(ClusterRpcs.LIST, ClusterJson::write, ClusterJson::readMembers);
    }

    private static void maintenance() {
        call(MaintenanceRpcs.ALARM, MaintenanceJson::write, MaintenanceJson::readAlarms);
        call(MaintenanceRpcs.STATUS, Fields::nothing, StatusJson::read);
        call(MaintenanceRpcs.DEFRAGMENT, Fields::nothing, Headers::only);
        call(MaintenanceRpcs.HASH, Fields::nothing, MaintenanceJson::readHash);
        call(MaintenanceRpcs.HASH_KV, MaintenanceJson::write, MaintenanceJson::readHash);
        call(MaintenanceRpcs.MOVE_LEADER, MaintenanceJson::write, Headers::only);
        call(MaintenanceRpcs.DOWNGRADE, MaintenanceJson::write, MaintenanceJson::readDowngraded);
        stream(MaintenanceRpcs.SNAPSHOT, Fields::nothing, MaintenanceJson::readChunk);
    }

    private static void locksAndElections() {
        call(LockRpcs.LOCK, LockJson::write, LockJson::readGrant);
        call(LockRpcs.UNLOCK, LockJson::write, Headers::only);
        call(ElectionRpcs.CAMPAIGN, ElectionJson::write, ElectionJson::readCampaign);
        call(ElectionRpcs.PROCLAIM, ElectionJson::write, Headers::only);
        call(ElectionRpcs.RESIGN, ElectionJson::write, Headers::only);
        call(ElectionRpcs.LEADER, ElectionJson::write, ElectionJson::readLeader);
        stream(ElectionRpcs.OBSERVE, ElectionJson::write, ElectionJson::readLeader);
    }

    /**
     * A call's codec. That of {@link LeaseRpcs#RENEW} is about one message of its stream, without its envelope: see
     * {@link #enveloped}.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    public static <Q, R> JsonCodec<Q, R> of(Rpc<Q, R> rpc) {
        return find(rpc, rpc.fullName());
    }

    /**
     * A call's codec for servers before 3.4, which is another one where JSON's types have changed. It may be unable to write a
     * request: with an {@link UnsupportedOperationException} that tells users why.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    @SuppressWarnings("unchecked") // It is this row's.
    public static <Q, R> JsonCodec<Q, R> ofOld(Rpc<Q, R> rpc) {
        return (Object) rpc == AuthRpcs.ROLE_REVOKE ? (JsonCodec<Q, R>) OLD_REVOKE : of(rpc);
    }

    /**
     * A stream's codec, of one message without its envelope: see {@link #enveloped}.
     *
     * @throws IllegalArgumentException for a stream that is not in the table; that of watches is {@link #WATCH}
     */
    public static <Q, R> JsonCodec<Q, R> of(StreamRpc<Q, R> rpc) {
        return find(rpc, rpc.fullName());
    }

    /** Reads one object of an answer that goes on: {@code {"result":…}} or {@code {"error":…}}. */
    public static <R> JsonReader<Enveloped<R>> enveloped(JsonReader<R> messages) {
        return in -> ErrorJson.readEnveloped(in, messages);
    }

    @SuppressWarnings("unchecked") // Whatever was put under a row has the row's types: see call and stream.
    private static <Q, R> JsonCodec<Q, R> find(Object row, String name) {
        JsonCodec<?, ?> codec = CODECS.get(row);
        if (codec == null) {
            throw new IllegalArgumentException("no messages are known for " + name);
        }
        return (JsonCodec<Q, R>) codec;
    }

    private static <Q, R> void call(Rpc<Q, R> rpc, JsonWriter<Q> writer, JsonReader<R> reader) {
        CODECS.put(rpc, JsonCodec.of(writer, reader));
    }

    private static <Q, R> void stream(StreamRpc<Q, R> rpc, JsonWriter<Q> writer, JsonReader<R> reader) {
        CODECS.put(rpc, JsonCodec.of(writer, reader));
    }
}
