package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.election.Observation;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.testkit.proxy.Direction;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * The server's election service.
 *
 * @since 0.1
 */
public interface ElectionContract extends Contract {
    private long lease() {
        return etcd().leases().grant(Duration.ofSeconds(60)).id();
    }

    private long candidates(String name) {
        return etcd().kv().get(Get.prefix(name + "/").countOnly()).count();
    }

    @Test
    default void whoCampaignsAloneLeads() {
        String name = fresh() + "election";
        assertThat(etcd().elections().leader(name)).isEmpty();
        long lease = lease();
        LeaderKey leadership = etcd().elections().campaign(name, lease, "me");
        assertThat(leadership.name()).isEqualTo(Bytes.of(name));
        assertThat(leadership.key()).isEqualTo(Bytes.of(name + "/" + Long.toHexString(lease)));
        assertThat(leadership.lease()).isEqualTo(lease);
        assertThat(leadership.revision()).isPositive();
        Leader leader = etcd().elections().leader(name).orElseThrow();
        assertThat(leader.value()).isEqualTo(Bytes.of("me"));
        assertThat(leader.kv().createRevision()).isEqualTo(leadership.revision());
    }

    @Test
    default void aLeaderProclaimsAndResigns() {
        String name = fresh() + "election";
        LeaderKey leadership = etcd().elections().campaign(name, lease(), "first");
        etcd().elections().proclaim(leadership, "second");
        assertThat(etcd().elections().leader(name).orElseThrow().kv().valueText())
                .isEqualTo("second");
        etcd().elections().resign(leadership);
        assertThat(etcd().elections().leader(name)).isEmpty();
        Expect.rejection(ErrorCode.NOT_ELECTED, () -> etcd().elections().proclaim(leadership, "third"));
        etcd().elections().resign(leadership);
        assertThat(candidates(name)).isZero();
    }

    @Test
    default void theNextInLineFollows() throws Exception {
        String name = fresh() + "election";
        LeaderKey first = etcd().elections().campaign(name, lease(), "first");
        CompletableFuture<LeaderKey> next = etcd().client().async().elections().campaign(name, lease(), "next");
        await().atMost(Duration.ofSeconds(10)).until(() -> candidates(name) == 2);
        assertThat(next).isNotDone();
        etcd().elections().resign(first);
        LeaderKey second = Within.seconds(10, next);
        assertThat(second.revision()).isGreaterThan(first.revision());
        assertThat(etcd().elections().leader(name).orElseThrow().kv().valueText())
                .isEqualTo("next");
    }

    @Test
    default void aCampaignGivenUpLeavesNoCandidate() {
        String name = fresh() + "election";
        etcd().elections().campaign(name, lease(), "first");
        long second = lease();
        assertThat(Expect.temporary(
                        ErrorCode.TIMEOUT,
                        Outcome.UNKNOWN,
                        () -> etcd().withTimeout(Duration.ofMillis(300))
                                .elections()
                                .campaign(name, second, "late")))
                .hasMessageContaining("not elected within 300 ms: somebody else may lead");
        await().atMost(Duration.ofSeconds(5)).until(() -> candidates(name) == 1);
    }

    @Test
    default void aCampaignCancelledOrInterruptedLeavesNoCandidate() throws Exception {
        String name = fresh() + "election";
        LeaderKey first = etcd().elections().campaign(name, lease(), "first");
        CompletableFuture<LeaderKey> cancelled =
                etcd().client().async().elections().campaign(name, lease(), "late");
        await().until(() -> candidates(name) == 2);
        cancelled.cancel(true);
        await("the cancelled one is gone").atMost(Duration.ofSeconds(5)).until(() -> candidates(name) == 1);

        long third = lease();
        Interruption.of(
                () -> etcd().client().elections().campaign(name, third, "later"),
                () -> await().until(() -> candidates(name) == 2));
        await("the interrupted one is gone").atMost(Duration.ofSeconds(5)).until(() -> candidates(name) == 1);
        etcd().elections().resign(first);
        assertThat(etcd().elections().leader(name)).isEmpty();
    }

    @Test
    default void aLeadershipThatIsLostOnItsWayIsResigned() throws Exception {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh() + "election";
        long lease = lease();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()))) {
            behind.kv().get(name);
            proxy.blackHole(Direction.TO_CLIENT);
            CompletableFuture<LeaderKey> lost =
                    behind.client().async().elections().campaign(name, lease, "me");
            await("the server has elected it").until(() -> candidates(name) == 1);
            // The answer may not have been written yet: restored only, the proxy would let it pass.
            proxy.cut();
            proxy.restore();
            Expect.temporary(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, () -> Within.seconds(10, lost));
            await("a leader that does not know of it makes room").until(() -> candidates(name) == 0);
        }
    }

    @Test
    default void anObserverIsToldEveryLeader() {
        String name = fresh() + "election";
        LeaderKey first = etcd().elections().campaign(name, lease(), "one");
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Observation observation =
                etcd().elections().observe(name, leader -> seen.add(leader.kv().valueText()))) {
            await().atMost(Duration.ofSeconds(10)).until(() -> seen.contains("one"));
            etcd().elections().proclaim(first, "two");
            await().atMost(Duration.ofSeconds(10)).until(() -> seen.contains("two"));
            etcd().elections().resign(first);
            etcd().elections().campaign(name, lease(), "three");
            await().atMost(Duration.ofSeconds(10)).until(() -> seen.contains("three"));
            assertThat(seen).containsExactly("one", "two", "three");
            assertThat(observation.ended()).isNotDone();
        }
    }

    @Test
    default void anObservationIsReadInALoopAndEndsWhenClosed() throws Exception {
        String name = fresh() + "election";
        Observation observation = etcd().elections().observe(name);
        etcd().elections().campaign(name, lease(), "me");
        assertThat(observation.iterator().next().kv().valueText()).isEqualTo("me");
        observation.close();
        observation.close();
        assertThat(observation.iterator().hasNext()).isFalse();
        Within.seconds(10, observation.ended());
    }

    @Test
    default void anElectionNeedsAName() {
        Expect.badArgument(() -> etcd().elections().campaign("", lease(), "v"), "name");
        Expect.badArgument(() -> etcd().elections().leader(""), "name");
        Expect.badArgument(() -> etcd().elections().observe(""), "name");
    }
}
