package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Get;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A cluster of three, whose members die, hang and come back.
 *
 * @since 0.1
 */
public interface MemberFaultContract extends Contract {
    private ContractServer cluster() {
        requires(Capability.MEMBER_FAULTS);
        return start(settings -> settings.withMembers(3));
    }

    private Subject patient(ContractServer server) {
        return connect(server.endpoints(), b -> b.timeout(Duration.ofSeconds(20)));
    }

    @Test
    default void theClientGoesOnWhenTheLeaderDies() {
        try (ContractServer server = cluster();
                Subject etcd = patient(server);
                WatchProbe watch = new WatchProbe(etcd.watches().open(WatchRequest.of("k"))).started();
                KeptLease lease = etcd.leases().keep(Duration.ofSeconds(10))) {
            etcd.kv().put("k", "1");
            int leader = server.leader();
            server.kill(leader);
            assertThat(etcd.kv().getString("k")).contains("1");
            putUntilKnown(etcd, "k", "2");
            server.restart(leader);
            putUntilKnown(etcd, "k", "3");
            String last = "";
            while (!last.equals("3")) {
                last = watch.event().kv().valueText();
            }
            assertThat(lease.state()).isNotInstanceOf(LeaseState.Lost.class);
        }
    }

    /** A put that fails while the cluster votes is repeated by the caller, who may: it is the same value. */
    private void putUntilKnown(Subject etcd, String key, String value) {
        etcd.kv().with(etcd.client().options().retryingWrites()).put(key, value);
    }

    @Test
    default void aMemberThatHangsHoldsUpNobody() throws Throwable {
        try (ContractServer server = cluster();
                Subject etcd = connect(server.endpoints(), b -> b.timeout(Duration.ofSeconds(9)))) {
            etcd.kv().put("k", "1");
            int follower = (server.leader() + 1) % 3;
            server.pause(follower);
            try {
                Expect.within(Duration.ZERO, Duration.ofSeconds(20), () -> {
                    for (int i = 0; i < 30; i++) {
                        assertThat(etcd.kv().get(Get.of("k")).kvs()).hasSize(1);
                    }
                });
            } finally {
                server.resume(follower);
            }
        }
    }

    @Test
    default void everyMemberIsAskedAndTheLeaderMoved() {
        try (ContractServer server = cluster();
                Subject etcd = patient(server)) {
            List<EndpointStatus> statuses = etcd.maintenance().statuses();
            assertThat(statuses).extracting(EndpointStatus::endpoint).isEqualTo(server.endpoints());
            assertThat(statuses).extracting(EndpointStatus::status).allMatch(Optional::isPresent);
            int leader = server.leader();
            long other = statuses.get((leader + 1) % 3)
                    .status()
                    .orElseThrow()
                    .header()
                    .memberId();
            etcd.maintenance().moveLeader(other);
            assertThat(server.leader()).isEqualTo((leader + 1) % 3);
            assertThat(etcd.cluster().members().members()).hasSize(3);
        }
    }
}
