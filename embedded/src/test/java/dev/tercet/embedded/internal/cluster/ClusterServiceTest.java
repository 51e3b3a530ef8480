package dev.tercet.embedded.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.rpc.Asking;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.proto.etcdserverpb.Member;
import dev.tercet.proto.etcdserverpb.MemberAddRequest;
import dev.tercet.proto.etcdserverpb.MemberAddResponse;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.MemberListResponse;
import dev.tercet.proto.etcdserverpb.MemberPromoteRequest;
import dev.tercet.proto.etcdserverpb.MemberRemoveRequest;
import dev.tercet.proto.etcdserverpb.MemberRemoveResponse;
import dev.tercet.proto.etcdserverpb.MemberUpdateRequest;
import dev.tercet.proto.etcdserverpb.MemberUpdateResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterServiceTest {
    private static final String OWN = "http://localhost:2380";
    private static final long SELF = 22;
    private static final ResponseHeader HEADER = ResponseHeader.newBuilder()
            .setClusterId(11)
            .setMemberId(SELF)
            .setRaftTerm(2)
            .build();

    private final Identity identity = new Identity(11, SELF, 2, "test", "3.7.3");
    private final Members members = new Members(identity);
    private final Asking cluster;

    ClusterServiceTest() {
        Apply apply = new Apply();
        MethodTable methods = new MethodTable();
        Guard guard = new Guard(apply, new ManualTime(), Limits.DEFAULT);
        new ClusterService(
                        apply, new Headers(identity, new RaftTerm(identity), () -> 5), members, new RaftIndex(), guard)
                .addTo(methods);
        cluster = new Asking(methods, "etcdserverpb.Cluster");
    }

    @Test
    void aloneItIsTheOneMember() {
        members.advertise(List.of("http://127.0.0.1:2379"));
        MemberListResponse reply = cluster.ask("MemberList", MemberListRequest.getDefaultInstance());
        assertThat(reply.getHeader()).as("without a revision").isEqualTo(HEADER);
        assertThat(reply.getMembersList())
                .containsExactly(Member.newBuilder()
                        .setID(SELF)
                        .setName("test")
                        .addPeerURLs(OWN)
                        .addClientURLs("http://127.0.0.1:2379")
                        .build());
    }

    @Test
    void aLearnerIsAnEntryThatNeverStarts() {
        MemberAddResponse reply = cluster.ask("MemberAdd", adding(true, "http://b:2", " http://a:1"));
        Member learner = reply.getMember();
        assertThat(reply.getHeader()).isEqualTo(HEADER);
        assertThat(learner.getIsLearner()).isTrue();
        assertThat(learner.getName()).isEmpty();
        assertThat(learner.getID()).isNotZero();
        assertThat(learner.getPeerURLsList()).containsExactly("http://a:1", "http://b:2");
        assertThat(reply.getMembersList()).hasSize(2).contains(learner);

        assertRefused("MemberAdd", adding(true, "http://c:3", "http://b:2"), EtcdErrors.PEER_URLS_ALREADY_EXIST);
        assertRefused("MemberAdd", adding(true, "http://c:3"), EtcdErrors.TOO_MANY_LEARNER_MEMBERS_IN_CLUSTER);
        assertRefused("MemberPromote", promoting(learner.getID()), EtcdErrors.LEARNER_NOT_READY);

        MemberRemoveResponse removed = cluster.ask("MemberRemove", removing(learner.getID()));
        assertThat(removed.getHeader()).isEqualTo(HEADER);
        assertThat(removed.getMembersList()).extracting(Member::getID).containsExactly(SELF);
        assertRefused("MemberRemove", removing(learner.getID()), EtcdErrors.MEMBER_NOT_FOUND);

        MemberAddResponse again = cluster.ask("MemberAdd", adding(true, "http://a:1", "http://b:2"));
        assertThat(again.getMember().getID()).as("an id is never given twice").isNotEqualTo(learner.getID());
    }

    @Test
    void whatWouldEndTheClusterIsRefused() {
        assertRefused("MemberAdd", adding(false, OWN), EtcdErrors.PEER_URLS_ALREADY_EXIST);
        assertRefused("MemberAdd", adding(false, "http://a:1"), EtcdErrors.NOT_ENOUGH_STARTED_MEMBERS);
        assertRefused("MemberRemove", removing(SELF), EtcdErrors.NOT_ENOUGH_STARTED_MEMBERS);
        assertRefused("MemberRemove", removing(1), EtcdErrors.MEMBER_NOT_FOUND);
        assertRefused("MemberPromote", promoting(SELF), EtcdErrors.NOT_A_LEARNER);
        assertRefused("MemberPromote", promoting(1), EtcdErrors.MEMBER_NOT_FOUND);
    }

    @Test
    void addressesCanBeChanged() {
        MemberAddResponse added = cluster.ask("MemberAdd", adding(true, "http://a:1"));
        long learner = added.getMember().getID();
        assertRefused("MemberUpdate", updating(1, "http://b:2"), EtcdErrors.MEMBER_NOT_FOUND);
        assertRefused("MemberUpdate", updating(SELF, "http://a:1"), EtcdErrors.PEER_URLS_ALREADY_EXIST);
        assertRefused("MemberUpdate", updating(learner, OWN), EtcdErrors.PEER_URLS_ALREADY_EXIST);
        assertRefused("MemberUpdate", updating(learner, "nonsense"), EtcdErrors.MEMBER_URLS_INVALID);

        MemberUpdateResponse updated = cluster.ask("MemberUpdate", updating(learner, "http://b:2", "http://a:1"));
        assertThat(updated.getMembersList())
                .filteredOn(Member::getIsLearner)
                .singleElement()
                .extracting(Member::getPeerURLsList)
                .as("as they came")
                .isEqualTo(List.of("http://b:2", "http://a:1"));
        MemberUpdateResponse own = cluster.ask("MemberUpdate", updating(SELF, "nonsense"));
        assertThat(own.getMembersList())
                .anySatisfy(member -> assertThat(member.getPeerURLsList())
                        .as("etcd looks at none of its own")
                        .containsExactly("nonsense"));
    }

    private void assertRefused(String method, Message request, EtcdError error) {
        assertThatThrownBy(() -> cluster.ask(method, request)).isSameAs(error);
    }

    private static MemberAddRequest adding(boolean learner, String... urls) {
        return MemberAddRequest.newBuilder()
                .addAllPeerURLs(List.of(urls))
                .setIsLearner(learner)
                .build();
    }

    private static MemberUpdateRequest updating(long id, String... urls) {
        return MemberUpdateRequest.newBuilder()
                .setID(id)
                .addAllPeerURLs(List.of(urls))
                .build();
    }

    private static MemberRemoveRequest removing(long id) {
        return MemberRemoveRequest.newBuilder().setID(id).build();
    }

    private static MemberPromoteRequest promoting(long id) {
        return MemberPromoteRequest.newBuilder().setID(id).build();
    }
}
