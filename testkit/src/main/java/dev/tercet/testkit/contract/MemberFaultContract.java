package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
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
    default void aMemberWithoutALeaderSaysSoInTimeAndWatchesHearOfIt() throws Throwable {
        try (ContractServer server = cluster()) {
            int left = server.leader();
            List<Integer> others = List.of((left + 1) % 3, (left + 2) % 3);
            try (Subject etcd = connect(List.of(server.endpoints().get(left)), b -> b.timeout(Duration.ofSeconds(2)));
                    WatchProbe watch = new WatchProbe(etcd.watches().open(WatchRequest.of("k"))).started()) {
                etcd.kv().put("k", "1");
                assertThat(watch.event().kv().valueText()).isEqualTo("1");
                others.forEach(server::pause);
                try {
                    failsInTime(Outcome.UNKNOWN, () -> etcd.kv().put("k", "2"));
                    assertThat(watch.await(WatchSignal.Interrupted.class)
                                    .cause()
                                    .code())
                            .isIn(ErrorCode.NO_LEADER, ErrorCode.UNAVAILABLE);
                    failsInTime(Outcome.NOT_APPLIED, () -> etcd.kv().get("k"));
                    assertThat(etcd.kv().get(Get.of("k").serializable()).kvs())
                            .as("what a member can say alone")
                            .hasSize(1);
                    aMemberWithoutALeaderIsPassedOver(server.endpoints().get(left));
                } finally {
                    others.forEach(server::resume);
                }
                putUntilKnown(etcd.withTimeout(Duration.ofSeconds(20)), "k", "3");
                String last = "";
                while (!last.equals("3")) {
                    last = watch.event().kv().valueText();
                }
            }
        }
    }

    private void failsInTime(Outcome outcome, ThrowableAssert.ThrowingCallable call) throws Throwable {
        Expect.within(Duration.ZERO, Duration.ofMillis(3500), () -> {
            EtcdException failure = Expect.failure(call);
            assertThat(failure.code())
                    .as(failure::toString)
                    .isIn(ErrorCode.NO_LEADER, ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE);
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(outcome);
        });
    }

    // The other server is of another cluster, since what is left of this one is the member that is cut off.
    private void aMemberWithoutALeaderIsPassedOver(String cutOff) throws Throwable {
        String key = fresh();
        etcd().kv().put(key, "v");
        List<String> endpoints = List.of(cutOff, target().sharedEndpoints().get(0));
        try (Subject both = connect(endpoints, b -> b.timeout(Duration.ofSeconds(4)))) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(5), () -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(both.kv().getString(key)).contains("v");
                }
            });
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
