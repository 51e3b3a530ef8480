package dev.tercet.conformance.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tercet.conformance.Targets;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that are parted know nothing of one another, however it is done. */
class PartitionTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest(name = "with namespaces: {0}")
    @ValueSource(booleans = {true, false})
    void aLeaderThatIsCutOffStepsDownAndOneWithoutItIsNoneToo(boolean namespaces) {
        try (FaultCluster cluster = start(namespaces)) {
            assumeTrue(cluster.canPartition(), cluster.partitions());
            assertThat(cluster.partitions()).contains(namespaces ? "namespaces" : "proxies");
            int old = cluster.leader();
            int next = (old + 1) % FaultCluster.MEMBERS;
            int last = (old + 2) % FaultCluster.MEMBERS;

            cluster.cutPeers(old, next);
            cluster.cutPeers(old, last);
            await(
                    "another leader",
                    () -> cluster.member(next).isLeader()
                            || cluster.member(last).isLeader());
            await("the old one no more", () -> !cluster.member(old).isLeader());
            assertThat(cluster.member(old).isHealthy()).as("a minority").isFalse();
            assertThat(cluster.etcdctlAt(next, "put", "k", "1").exitCode()).isZero();
            assertThat(cluster.etcdctlAt(old, "get", "k", "--consistency=s").orThrow())
                    .as("what it answers its clients, alone")
                    .isEmpty();

            cluster.healPeers();
            cluster.awaitHealthy(LIMIT);
            assertThat(cluster.etcdctlAt(old, "get", "k").orThrow()).contains("1");
            assertThat(cluster.member(old).isAlive()).isTrue();
            aPairThatIsPartedWorksOn(cluster);
        }
    }

    private static void aPairThatIsPartedWorksOn(FaultCluster cluster) {
        int leader = cluster.leader();
        int follower = (leader + 1) % FaultCluster.MEMBERS;
        int bridge = (leader + 2) % FaultCluster.MEMBERS;
        cluster.cutPeers(leader, follower);
        // The follower hears of no leader and asks for votes until the bridge follows it, or the old leader stays and
        // it hears nothing.
        await(
                "a majority that works",
                () -> cluster.etcdctlAt(bridge, "put", "pair", "1").exitCode() == 0);
        assertThat(cluster.isHealthy()).as("all three").isFalse();
        cluster.healPeers();
        cluster.awaitHealthy(LIMIT);
    }

    private static FaultCluster start(boolean namespaces) {
        Assumptions.assumeFalse(Targets.versions().isEmpty(), "real etcds are not wanted");
        ClusterSettings settings = ClusterSettings.of("newest");
        return WhenUnavailable.fromEnvironment()
                .obtain(() -> FaultCluster.start(namespaces ? settings : settings.withoutNamespaces()));
    }

    private static void await(String what, BooleanSupplier wish) {
        assertThat(Soon.within(LIMIT, wish)).as(what).isTrue();
    }
}
