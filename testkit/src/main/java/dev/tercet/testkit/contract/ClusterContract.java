package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cluster.Member;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.testkit.internal.LoopbackPorts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Members.
 *
 * @since 0.1
 */
public interface ClusterContract extends Contract {
    /** Nobody has this member id; as an unsigned number it is beyond {@link Long#MAX_VALUE}. */
    long UNKNOWN_MEMBER = 0x8000_0000_0000_0001L;

    @Test
    default void theMembersAreListed() {
        Members members = etcd().cluster().members();
        assertThat(members.members()).hasSize(target().sharedEndpoints().size());
        Member member = members.members().get(0);
        assertThat(member.hasStarted()).isTrue();
        assertThat(member.isLearner()).isFalse();
        assertThat(member.clientUrls()).isNotEmpty();
        assertThat(member.peerUrls()).isNotEmpty();
        assertThat(members.members())
                .extracting(Member::id)
                .contains(members.header().memberId());
        assertThat(etcd().cluster().membersLocally().members()).isEqualTo(members.members());
    }

    @Test
    default void aLearnerIsAddedUpdatedAndRemoved() {
        requires(Capability.MEMBER_CHANGES, Capability.LEARNERS);
        int port = LoopbackPorts.take();
        int other = LoopbackPorts.take();
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints())) {
            String url = "http://127.0.0.1:" + port;
            MemberAdded added = own.cluster().addLearner(List.of(url));
            assertThat(added.member().isLearner()).isTrue();
            assertThat(added.member().hasStarted()).isFalse();
            assertThat(added.member().peerUrls()).containsExactly(url);
            assertThat(added.members()).hasSize(2);

            Expect.rejection(ErrorCode.MEMBER_EXISTS, () -> own.cluster().addLearner(List.of(url)));
            Expect.rejection(
                    ErrorCode.FAILED_PRECONDITION,
                    () -> own.cluster().promote(added.member().id()));
            String otherUrl = "http://127.0.0.1:" + other;
            own.cluster().update(added.member().id(), List.of(otherUrl));
            assertThat(own.cluster().members().members())
                    .filteredOn(member -> member.id() == added.member().id())
                    .flatExtracting(Member::peerUrls)
                    .containsExactly(otherUrl);
            Members left = own.cluster().remove(added.member().id());
            assertThat(left.members()).hasSize(1);
            Expect.rejection(
                    ErrorCode.MEMBER_NOT_FOUND,
                    () -> own.cluster().remove(added.member().id()));
        } finally {
            LoopbackPorts.release(List.of(port, other));
        }
    }

    private Member member(Subject etcd, long id) {
        return etcd.cluster().members().members().stream()
                .filter(member -> member.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void aLearnerThatHasCaughtUpIsPromoted() {
        requires(Capability.MEMBER_CHANGES, Capability.LEARNERS);
        // The timers of a cluster, which it is about to become.
        try (ContractServer server =
                        start(settings -> settings.withTimers(Duration.ofMillis(50), Duration.ofMillis(500)));
                Subject own = connect(server.endpoints());
                ContractServer.Newcomer newcomer = server.newcomer()) {
            own.kv().put("k", "from before");
            long id = own.cluster()
                    .addLearner(List.of(newcomer.peerUrl()))
                    .member()
                    .id();
            newcomer.start();
            Eventually.await("the learner catches up")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> promote(own, id));
            assertThat(member(own, id).isLearner()).isFalse();
            assertThat(member(own, id).hasStarted()).isTrue();
            try (Subject its = connect(List.of(newcomer.endpoint()))) {
                assertThat(its.kv().getString("k")).contains("from before");
            }
        }
    }

    private boolean promote(Subject etcd, long id) {
        try {
            assertThat(etcd.cluster().promote(id).members()).hasSize(2);
            return true;
        } catch (RejectedEtcdException e) {
            assertThat(e.code()).as(e::toString).isEqualTo(ErrorCode.FAILED_PRECONDITION);
            return false;
        }
    }

    @Test
    default void aMemberWithAVoteIsAddedAndJoins() {
        requires(Capability.MEMBER_CHANGES, Capability.MEMBER_FAULTS);
        // Three, so that there is a majority without the fourth; and the check would have it that they are together for
        // a while.
        try (ContractServer server =
                        start(settings -> settings.withMembers(3).withOption("strict-reconfig-check", "false"));
                Subject own = connect(server.endpoints());
                ContractServer.Newcomer newcomer = server.newcomer()) {
            MemberAdded added = own.cluster().add(List.of(newcomer.peerUrl()));
            assertThat(added.member().isLearner()).isFalse();
            assertThat(added.members()).hasSize(4);
            newcomer.start();
            Eventually.await("the newcomer has joined")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> own.cluster().members().members().stream().allMatch(Member::hasStarted));
            own.kv().put("k", "by all");
            try (Subject its = connect(List.of(newcomer.endpoint()))) {
                assertThat(its.kv().getString("k")).contains("by all");
            }
            assertThat(member(own, added.member().id()).clientUrls()).containsExactly(newcomer.endpoint());
        }
    }

    @Test
    default void anUnknownMemberIsNotFound() {
        Expect.rejection(ErrorCode.MEMBER_NOT_FOUND, () -> etcd().cluster().remove(UNKNOWN_MEMBER));
        if (target().lacks(Capability.LEARNERS).isEmpty()) {
            Expect.rejection(ErrorCode.MEMBER_NOT_FOUND, () -> etcd().cluster().promote(UNKNOWN_MEMBER));
        }
        Expect.rejection(
                ErrorCode.MEMBER_NOT_FOUND,
                () -> etcd().cluster().update(UNKNOWN_MEMBER, List.of("http://127.0.0.1:1")));
    }

    @Test
    default void aMemberNeedsAUrl() {
        Expect.badArgument(() -> etcd().cluster().add(List.of()), "peerUrls");
    }
}
