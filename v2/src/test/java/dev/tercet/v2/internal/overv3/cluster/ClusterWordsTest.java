package dev.tercet.v2.internal.overv3.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cluster.Member;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Status;
import dev.tercet.v2.cluster.V2Member;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterWordsTest {
    private static final long HIGH = 0x8afe570cae5c8bc7L;
    private static final List<Member> MEMBERS = List.of(
            new Member(HIGH, "one", List.of("http://p1"), List.of("http://c2", "http://c1"), false),
            new Member(0x2aL, "two", List.of("http://p2"), List.of("http://c0"), true),
            new Member(0x2bL, "", List.of("http://p3"), List.of(), false));

    private static Status status(long member, long leader, String version) {
        return new Status(new Header(1, member, 1, 1), version, 0, 0, 0, leader, 0, 0, 0, List.of(), false, "", "");
    }

    @Test
    void idsAreHexadecimal() {
        assertThat(ClusterWords.members(MEMBERS))
                .containsOnlyKeys("8afe570cae5c8bc7", "2a", "2b")
                .containsEntry("2a", new V2Member("2a", "two", List.of("http://p2"), List.of("http://c0")));
    }

    @Test
    void machinesAreSorted() {
        assertThat(ClusterWords.machines(MEMBERS)).containsExactly("http://c0", "http://c1", "http://c2");
    }

    @Test
    void selfSaysWhoLeads() {
        assertThat(ClusterWords.self(status(HIGH, HIGH, "3.7.3"), MEMBERS).values())
                .containsEntry("name", "one")
                .containsEntry("id", "8afe570cae5c8bc7")
                .containsEntry("state", "StateLeader")
                .containsEntry("leaderInfo", Map.of("leader", "8afe570cae5c8bc7"));
        assertThat(ClusterWords.self(status(0x2a, 0, "3.7.3"), MEMBERS).values())
                .containsEntry("state", "StateFollower")
                .containsEntry("leaderInfo", Map.of("leader", ""));
    }

    @Test
    void theLeaderKnowsItsFollowers() {
        assertThat(ClusterWords.leader(HIGH, MEMBERS).values())
                .containsEntry("leader", "8afe570cae5c8bc7")
                .containsEntry("followers", Map.of("2a", Map.of(), "2b", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "3.5.30, 3.5.30, 3.5.0",
        "3.10.1, 3.10.1 3.9.4, 3.9.0",
        "3.6.1, 3.6.1 3.5.9 4.0.0, 3.5.0",
        "3.6.0-rc.1, 3.6.0-rc.1, 3.6.0",
        "odd, odd, odd"
    })
    void theClusterIsAsOldAsItsOldest(String asked, String all, String expected) {
        List<EndpointStatus> statuses = Stream.of(all.split(" "))
                .map(version -> new EndpointStatus("http://c", status(1, 1, version), null))
                .toList();
        assertThat(ClusterWords.clusterVersion(asked, statuses)).isEqualTo(expected);
    }

    @Test
    void whoDoesNotAnswerIsLeftOut() {
        EndpointStatus down = new EndpointStatus(
                "http://c",
                null,
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "down")));
        assertThat(ClusterWords.clusterVersion("3.6.2", List.of(down))).isEqualTo("3.6.0");
    }
}
