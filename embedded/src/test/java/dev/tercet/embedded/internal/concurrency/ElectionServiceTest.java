package dev.tercet.embedded.internal.concurrency;

import static dev.tercet.embedded.internal.concurrency.QueueWorld.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.TestCall;
import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.rpc.TestStream;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderKey;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3electionpb.ProclaimRequest;
import dev.tercet.proto.v3electionpb.ProclaimResponse;
import dev.tercet.proto.v3electionpb.ResignRequest;
import dev.tercet.proto.v3electionpb.ResignResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElectionServiceTest {
    private static final String SERVICE = "v3electionpb.Election/";

    private final QueueWorld world = new QueueWorld();

    @Test
    void theOldestLeads() {
        world.grant(255);
        world.grant(-2);
        TestCall first = campaign("e", 255, "one");
        TestCall second = campaign("e", -2, "two");
        assertThat(won(first).getLeader()).isEqualTo(place("e", "e/ff", 2, 255));
        assertThat(leader()).isEqualTo("e/ff=one@3");
        assertThat(second.isDone()).isFalse();
        world.delete("e/ff");
        // With the header of the moment when it took its place.
        assertThat(won(second).getHeader().getRevision()).isEqualTo(3);
        assertThat(won(second).getLeader()).isEqualTo(place("e", "e/-2", 3, -2));
        assertThat(leader()).isEqualTo("e/-2=two@4");
    }

    @Test
    void whoCampaignsAgainProclaims() {
        world.grant(1);
        campaign("e", 1, "one");
        CampaignResponse same = won(campaign("e", 1, "one"));
        assertThat(same.getHeader().getRevision()).isEqualTo(2);
        CampaignResponse other = won(campaign("e", 1, "other"));
        assertThat(other.getHeader().getRevision()).isEqualTo(2);
        assertThat(other.getLeader().getRev()).isEqualTo(2);
        assertThat(leader()).isEqualTo("e/1=other@3");
    }

    @Test
    void oneWhoseLeaseEndedWhileItWaitedWinsAllTheSame() {
        world.grant(1, 100);
        world.grant(2, 10);
        campaign("e", 1, "one");
        TestCall second = campaign("e", 2, "two");
        world.advance(Duration.ofSeconds(10));
        assertThat(second.isDone()).isFalse();
        world.advance(Duration.ofSeconds(90));
        assertThat(won(second).getLeader()).isEqualTo(place("e", "e/2", 3, 2));
    }

    @Test
    void oneWhoGoesAwayResigns() {
        world.grant(1);
        world.grant(2);
        campaign("e", 1, "one");
        campaign("e", 2, "two").cancel();
        assertThat(world.has("e/2")).isFalse();
        assertThat(world.waiters.waiting()).isZero();
    }

    @Test
    void oneWhoGoesAwayLeavesWhatIsNotItsOwn() {
        world.grant(1);
        world.grant(2);
        campaign("e", 1, "one");
        TestCall second = campaign("e", 2, "two");
        world.delete("e/2");
        world.put("e/2", "somebody");
        second.cancel();
        assertThat(world.has("e/2")).isTrue();
    }

    @Test
    void theKeyOfAFailedCampaignStays() {
        world.grant(1, 1_000);
        world.grant(2, 1_000);
        Caller joe = world.authenticated("e/", "e0");
        campaign("e", 1, "one", joe);
        TestCall second = campaign("e", 2, "two", joe);
        world.advance(Duration.ofSeconds(999));
        assertThat(second.isDone()).isFalse();
        // When its turn comes, its token is too old to look who is next.
        world.deleteAnyway("e/1");
        assertThat(second.error()).hasMessage(EtcdErrors.INVALID_AUTH_TOKEN.text());
        assertThat(world.has("e/2")).isTrue();
        assertThat(world.waiters.waiting()).isZero();
    }

    @Test
    void oneWhoGoesAwayCannotResignWhereUsersAreNeeded() {
        world.grant(1);
        world.grant(2);
        Caller joe = world.authenticated("e/", "e0");
        campaign("e", 1, "one", joe);
        campaign("e", 2, "two", joe).cancel();
        assertThat(world.has("e/2")).isTrue();
        assertThat(world.waiters.waiting()).isZero();
    }

    @Test
    void proclaimChangesTheValueOfWhoeverLeads() {
        world.grant(1);
        LeaderKey place = won(campaign("e", 1, "one")).getLeader();
        assertThat(proclaim(place, "two").getHeader().getRevision()).isEqualTo(3);
        assertThat(leader()).isEqualTo("e/1=two@3");
        LeaderKey old = place.toBuilder().setRev(1).build();
        assertThatThrownBy(() -> proclaim(old, "three")).isSameAs(EtcdErrors.NOT_ELECTED_LEADER);
        assertThatThrownBy(() -> call("Proclaim", ProclaimRequest.getDefaultInstance(), ProclaimResponse.class))
                .isSameAs(EtcdErrors.LEADER_FIELD_MISSING);
        assertThatThrownBy(() -> proclaim(LeaderKey.getDefaultInstance(), "x"))
                .hasMessage(EtcdErrors.KEY_IS_NOT_PROVIDED.text());
        LeaderKey lost = LeaderKey.newBuilder().setKey(bytes("n")).setLease(99).build();
        assertThatThrownBy(() -> proclaim(lost, "x")).hasMessage(EtcdErrors.LEASE_NOT_FOUND.text());
    }

    @Test
    void proclaimWithoutALeaseGetsANewOne() {
        LeaderKey none = LeaderKey.newBuilder().setKey(bytes("n")).build();
        assertThat(proclaim(none, "x").getHeader().getRevision()).isEqualTo(2);
        world.advance(Duration.ofSeconds(60));
        assertThat(world.has("n")).isFalse();
    }

    @Test
    void resignDeletesItsOwnKeyOnly() {
        world.grant(1);
        LeaderKey place = won(campaign("e", 1, "one")).getLeader();
        LeaderKey old = place.toBuilder().setRev(1).build();
        assertThat(resign(old).getHeader().getRevision()).isEqualTo(2);
        assertThat(resign(place).getHeader().getRevision()).isEqualTo(3);
        assertThatThrownBy(() -> call("Resign", ResignRequest.getDefaultInstance(), ResignResponse.class))
                .isSameAs(EtcdErrors.LEADER_FIELD_MISSING);
        assertThatThrownBy(this::leader).isSameAs(EtcdErrors.NO_ELECTED_LEADER);
    }

    @Test
    void observesEveryProclamationAndTheNextLeader() {
        world.grant(1);
        world.grant(2);
        LeaderKey first = won(campaign("e", 1, "one")).getLeader();
        campaign("e", 2, "two");
        TestStream stream = observe(TestFront.ANYBODY);
        world.put("f/1", "not of this election");
        proclaim(first, "uno");
        resign(first);
        assertThat(told(stream)).containsExactly("e/1=one@3", "e/1=uno@5", "e/2=two@6");
        stream.inlet().cancel();
        world.put("e/2", "unheard");
        assertThat(told(stream)).hasSize(3);
    }

    @Test
    void observesTheFirstKeyThatIsPutWhereNobodyLeads() {
        TestStream stream = observe(TestFront.ANYBODY);
        world.put("e", "not below");
        world.put("e0", "not below");
        assertThat(told(stream)).isEmpty();
        // The first in the order of its writes, whichever is created first by now.
        TxnRequest two = TxnRequest.newBuilder()
                .addSuccess(put("e/b", "1"))
                .addSuccess(put("e/a", "2"))
                .build();
        world.kv.txn(two, TestFront.ANYBODY);
        assertThat(told(stream)).containsExactly("e/b=1@4");
        world.kv.deleteRange(
                DeleteRangeRequest.newBuilder()
                        .setKey(bytes("e/"))
                        .setRangeEnd(bytes("e0"))
                        .build(),
                TestFront.ANYBODY);
        world.put("e/c", "3");
        assertThat(told(stream)).containsExactly("e/b=1@4", "e/c=3@6");
    }

    @Test
    void anObserverWhoMayNotIsToldNothing() {
        world.authenticated("x", "y");
        TestStream stream = observe(TestFront.ANYBODY);
        assertThat(stream.isEnded()).isTrue();
        assertThat(stream.error()).isNull();
        assertThat(told(stream)).isEmpty();
    }

    private static RequestOp put(String key, String value) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)))
                .build();
    }

    private TestCall campaign(String name, long lease, String value) {
        return campaign(name, lease, value, TestFront.ANYBODY);
    }

    private TestCall campaign(String name, long lease, String value, Caller caller) {
        CampaignRequest request = CampaignRequest.newBuilder()
                .setName(bytes(name))
                .setLease(lease)
                .setValue(bytes(value))
                .build();
        return world.front.begin(SERVICE + "Campaign", request, caller);
    }

    private static CampaignResponse won(TestCall call) {
        return (CampaignResponse) call.reply();
    }

    private ProclaimResponse proclaim(LeaderKey place, String value) {
        ProclaimRequest request = ProclaimRequest.newBuilder()
                .setLeader(place)
                .setValue(bytes(value))
                .build();
        return call("Proclaim", request, ProclaimResponse.class);
    }

    private ResignResponse resign(LeaderKey place) {
        return call("Resign", ResignRequest.newBuilder().setLeader(place).build(), ResignResponse.class);
    }

    private String leader() {
        LeaderRequest request = LeaderRequest.newBuilder().setName(bytes("e")).build();
        return text(call("Leader", request, LeaderResponse.class));
    }

    private TestStream observe(Caller caller) {
        TestStream stream = world.front.open(SERVICE + "Observe", caller);
        stream.inlet().message(LeaderRequest.newBuilder().setName(bytes("e")).build());
        stream.inlet().halfClose();
        return stream;
    }

    private static List<String> told(TestStream stream) {
        return stream.heard(LeaderResponse.class).stream()
                .map(ElectionServiceTest::text)
                .toList();
    }

    private static String text(LeaderResponse reply) {
        return reply.getKv().getKey().toStringUtf8() + "="
                + reply.getKv().getValue().toStringUtf8() + "@"
                + reply.getHeader().getRevision();
    }

    private <R extends Message> R call(String method, Message request, Class<R> reply) {
        return world.front.call(SERVICE + method, request, TestFront.ANYBODY, reply);
    }

    private static LeaderKey place(String name, String key, long revision, long lease) {
        return LeaderKey.newBuilder()
                .setName(bytes(name))
                .setKey(bytes(key))
                .setRev(revision)
                .setLease(lease)
                .build();
    }
}
