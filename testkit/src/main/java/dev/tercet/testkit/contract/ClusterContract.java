package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cluster.Member;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.error.ErrorCode;
import dev.tercet.testkit.internal.LoopbackPorts;
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
        requires(Capability.MEMBER_CHANGES);
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

    @Test
    default void anUnknownMemberIsNotFound() {
        Expect.rejection(ErrorCode.MEMBER_NOT_FOUND, () -> etcd().cluster().remove(UNKNOWN_MEMBER));
        Expect.rejection(ErrorCode.MEMBER_NOT_FOUND, () -> etcd().cluster().promote(UNKNOWN_MEMBER));
        Expect.rejection(
                ErrorCode.MEMBER_NOT_FOUND,
                () -> etcd().cluster().update(UNKNOWN_MEMBER, List.of("http://127.0.0.1:1")));
    }

    @Test
    default void aMemberNeedsAUrl() {
        Expect.badArgument(() -> etcd().cluster().add(List.of()), "peerUrls");
    }
}
