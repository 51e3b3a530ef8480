package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.RealServer;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.error.V2RaftException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster of three, whose members die and come back, one or all. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#one")
record FaultTest(V2Target target) implements V2Contract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How long all of them are away: a minute if there is time for it. */
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("tercet.long") ? 60 : 2);

    /** Longer than a member waits for a majority: five seconds and two election timeouts of half a second. */
    private static final Duration MINORITY = Duration.ofSeconds(10);

    private RealEtcd cluster() {
        requires(V2Capability.MEMBER_FAULTS);
        return ((RealServer) target.start(settings -> settings.withMembers(3))).etcd();
    }

    private static V2LockOptions options() {
        return V2LockOptions.DEFAULT.withTtl(OUTAGE.plus(PATIENCE));
    }

    /** Sets values one after another, each until it is known to be set; the indexes of those that the server said it did. */
    private static List<Long> write(EtcdV2Client v2, String key, int from, int count) {
        List<Long> known = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            String value = Integer.toString(i);
            Soon.await("a set of " + i + " that is known").until(() -> {
                try {
                    known.add(v2.set(key, value).modifiedIndex());
                    return true;
                } catch (EtcdException e) {
                    // While the members vote. It may have been set: whoever watches sees it twice, as it is.
                    return false;
                }
            });
        }
        return known;
    }

    /** Whatever was told has to be in order and once, and all that is known among it. */
    private static void isTold(Heard heard, List<Long> known) throws InterruptedException {
        List<Long> told = new ArrayList<>();
        int value = -1;
        while (told.isEmpty() || told.get(told.size() - 1) < known.get(known.size() - 1)) {
            EtcdResult change = heard.change();
            told.add(change.modifiedIndex());
            int next = Integer.parseInt(change.value().orElseThrow());
            assertThat(next).isBetween(value, value + 1);
            value = next;
        }
        assertThat(told).isSorted().doesNotHaveDuplicates().containsAll(known);
    }

    @Test
    void whatWasWrittenIsReadBackAtOnce() {
        try (RealEtcd cluster = cluster();
                V2Subject etcd = connect(cluster.endpoints(), Wish.within(PATIENCE))) {
            ReadBack.check(etcd.api(), "/readback");
        }
    }

    @Test
    void aMemberThatDiesAndComesBackIsNotMissed() throws Exception {
        try (RealEtcd cluster = cluster();
                V2Subject etcd = connect(cluster.endpoints(), Wish.within(PATIENCE));
                Heard heard = Heard.of(V2Watch.of("/d").recursive(), etcd.api())) {
            EtcdV2Lock ann = etcd.api().lock("l", options());
            ann.acquire();
            CompletableFuture<Boolean> bob =
                    etcd.client().async().lock("l", options()).acquire(PATIENCE.multipliedBy(3));
            List<Long> known = new ArrayList<>(write(etcd.api(), "/d/k", 0, 20));
            EtcdMember leader = cluster.member(cluster.leaderIndex());
            leader.kill();
            assertThat(etcd.api().get("/d/k").value()).contains("19");
            known.addAll(write(etcd.api(), "/d/k", 20, 20));
            leader.restart();
            known.addAll(write(etcd.api(), "/d/k", 40, 20));
            EtcdMember other = cluster.member(cluster.leaderIndex());
            other.kill();
            known.addAll(write(etcd.api(), "/d/k", 60, 20));
            isTold(heard, known);
            assertThat(ann.isAcquired()).isTrue();
            assertThat(bob).isNotDone();
            release(ann);
            assertThat(bob.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void afterAnOutageOfAllEverythingGoesOn() throws Exception {
        try (RealEtcd cluster = cluster();
                V2Subject etcd = connect(cluster.endpoints(), Wish.within(Duration.ofSeconds(2)));
                Heard heard = Heard.of(V2Watch.of("/d").recursive(), etcd.api())) {
            EtcdV2Lock ann = etcd.api().lock("l", options());
            ann.acquire();
            CompletableFuture<Boolean> bob =
                    etcd.client().async().lock("l", options()).acquire(OUTAGE.plus(PATIENCE.multipliedBy(3)));
            List<Long> known = new ArrayList<>(write(etcd.api(), "/d/k", 0, 10));
            cluster.members().forEach(EtcdMember::kill);
            long start = System.nanoTime();
            while (System.nanoTime() - start < OUTAGE.toNanos()) {
                EtcdException read =
                        Fails.with(EtcdException.class, () -> etcd.api().get("/d/k"));
                assertThat(read.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            }
            assertThat(heard.ended()).isNotDone();
            cluster.members().forEach(EtcdMember::start);
            cluster.awaitHealthy(PATIENCE);
            known.addAll(write(etcd.api(), "/d/k", 10, 10));
            isTold(heard, known);
            assertThat(bob).isNotDone();
            Soon.await("ann is told again that it has the lock").until(ann::isAcquired);
            release(ann);
            assertThat(bob.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aMemberWithoutAMajoritySaysSo() {
        requires(V2Capability.RAW_CALLS);
        try (RealEtcd cluster = cluster();
                V2Subject one = connect(
                        cluster.endpoints().subList(0, 1), Wish.within(MINORITY).staying())) {
            long before = one.api().set("/k", "1").modifiedIndex();
            cluster.members().subList(1, 3).forEach(EtcdMember::kill);
            V2RaftException read = Fails.with(
                    V2RaftException.class, () -> one.api().read(V2Read.of("/k").quorum()));
            // Asked again until the deadline, the payload is of the last answer.
            saysRaft(read);
            assertThat(read.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            // It stays in the member's log, and may be done once there is a majority again.
            V2RaftException write =
                    Fails.with(V2RaftException.class, () -> one.api().set("/k", "2"));
            saysRaft(write);
            assertThat(write).hasMessageContaining("300 Raft Internal Error : etcdserver: request timed out");
            assertThat(write.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(one.api().get("/k").modifiedIndex()).as("of what it has").isEqualTo(before);
        }
    }

    private static void saysRaft(V2RaftException failure) {
        V2ErrorPayload payload = failure.payload();
        assertThat(payload.code()).as(failure::toString).isEqualTo(300);
        assertThat(payload.status()).isEqualTo(500);
        assertThat(payload.message()).isEqualTo("Raft Internal Error");
        assertThat(payload.cause()).startsWith("etcdserver: request timed out");
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    private static void release(EtcdV2Lock lock) {
        Soon.await("a release that is known").until(() -> {
            try {
                lock.release();
                return true;
            } catch (EtcdException e) {
                return false;
            }
        });
    }
}
