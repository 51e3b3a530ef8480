package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.AsyncLeases;
import dev.tercet.connection.CallOptions;
import dev.tercet.election.Leader;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseState;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.SnapshotSaved;
import dev.tercet.maintenance.Status;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {
    private final FakeCalls calls = new FakeCalls("http://one:2379", "http://two:2379");
    private final FakeScheduler time = new FakeScheduler();
    private final View view = new View(
            calls, time, Straight.NOW, CallOptions.DEFAULT, new Namespace(Bytes.of("app/")), StandardCharsets.UTF_8);
    private final AsyncLeases leases = new EngineLeases(view);

    private static Status status(long member, long leader) {
        return new Status(new Header(1, member, 1, 1), "3.6.0", 0, 0, 0, leader, 0, 0, 0, List.of(), false, "", "");
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT1S, 1", "PT1.5S, 2", "PT1H, 3600", "PT2562047788015215H, 9223372036854774000"})
    void roundsATimeToLiveUpToSeconds(Duration ttl, long seconds) {
        leases.grant(ttl, 7);

        assertThat(calls.lastAsked().request).isEqualTo(new LeaseRpcs.Grant(seconds, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void refusesATimeToLiveThatIsNone(Duration ttl) {
        assertThatThrownBy(() -> leases.grant(ttl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ttl.toString());
        assertThatThrownBy(() -> leases.keep(ttl)).isInstanceOf(IllegalArgumentException.class);
        assertThat(calls.asked()).isEmpty();
    }

    @Test
    void aRenewalOfALeaseThatIsGoneFails() {
        CompletableFuture<LeaseRenewal> renewal = leases.keepAliveOnce(7);
        calls.lastAsked().reply(new LeaseRenewal(Header.NONE, 7, Duration.ZERO));

        assertThatThrownBy(renewal::join)
                .cause()
                .isInstanceOfSatisfying(
                        LeaseNotFoundException.class, e -> assertThat(e.lease()).isEqualTo(7));
    }

    @Test
    void keepsAGrantAliveFromWhenItWasAskedFor() {
        CompletableFuture<KeptLease> keeping = leases.keep(Duration.ofSeconds(9));
        time.advance(2_000_000_000L);
        calls.lastAsked().reply(new LeaseGrant(Header.NONE, 7, Duration.ofSeconds(9)));
        KeptLease kept = keeping.join();

        assertThat(kept.id()).isEqualTo(7);
        assertThat(kept.ttl()).isEqualTo(Duration.ofSeconds(9));
        time.advance(1_000_000_000L);
        assertThat(calls.lastAsked().request).isEqualTo(new LeaseRpcs.Renew(7));
        time.advance(6_000_000_000L);
        assertThat(kept.state()).as("nine seconds after the grant was sent").isInstanceOf(LeaseState.Lost.class);
    }

    @Test
    void keepingAliveRenewsFirst() {
        CompletableFuture<KeptLease> keeping = leases.keepAlive(7);
        assertThat(calls.lastAsked().request).isEqualTo(new LeaseRpcs.Renew(7));
        calls.lastAsked().reply(new LeaseRenewal(Header.NONE, 7, Duration.ofSeconds(30)));

        assertThat(keeping.join().ttl()).isEqualTo(Duration.ofSeconds(30));
        time.advance(10_000_000_000L);
        assertThat(calls.asked()).hasSize(2);
    }

    @Test
    void aGrantThatComesAfterTheCancelIsRevoked() {
        Queue<Runnable> later = new ArrayDeque<>();
        View slow = new View(
                calls, time, new Straight(later::add), CallOptions.DEFAULT, Namespace.NONE, StandardCharsets.UTF_8);
        CompletableFuture<KeptLease> keeping = new EngineLeases(slow).keep(Duration.ofSeconds(9));
        calls.lastAsked().reply(new LeaseGrant(Header.NONE, 7, Duration.ofSeconds(9)));

        keeping.cancel(true);
        while (!later.isEmpty()) {
            later.remove().run();
        }

        assertThat(calls.lastAsked().request).isEqualTo(new LeaseRpcs.Revoke(7));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void cancellingAFutureCancelsItsCall() {
        leases.statusWithKeys(7).cancel(true);

        assertThat(calls.lastAsked().isCancelled()).isTrue();
    }

    @Test
    void endingAFutureFromOutsideCancelsItsCall() {
        leases.statusWithKeys(7).completeExceptionally(new TimeoutException());
        assertThat(calls.lastAsked().isCancelled()).isTrue();

        leases.statusWithKeys(7).complete(new LeaseStatus(Header.NONE, 7, Duration.ZERO, Duration.ZERO, List.of()));
        assertThat(calls.lastAsked().isCancelled()).isTrue();

        CompletableFuture<?> timed = leases.statusWithKeys(7).orTimeout(1, TimeUnit.MILLISECONDS);
        assertThatThrownBy(timed::join).hasCauseInstanceOf(TimeoutException.class);
        await().until(() -> calls.lastAsked().isCancelled());
        assertThat(calls.asked()).hasSize(3);
    }

    @Test
    void showsALeasesKeysWithoutTheNamespace() {
        CompletableFuture<LeaseStatus> status = leases.statusWithKeys(7);
        calls.lastAsked()
                .reply(new LeaseStatus(
                        Header.NONE,
                        7,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        List.of(Bytes.of("app/a"), Bytes.of("other/b"))));

        assertThat(status.join().keys()).containsExactly(Bytes.of("a"));
    }

    @Test
    void anElectionWithoutALeaderIsNoFailure() {
        EngineElections elections = new EngineElections(view, new Claims());
        CompletableFuture<Optional<Leader>> nobody = elections.leader("e");
        calls.lastAsked().fail(ErrorCode.NOT_ELECTED, Outcome.NOT_APPLIED);
        assertThat(nobody).isCompletedWithValue(Optional.empty());

        CompletableFuture<Optional<Leader>> somebody = elections.leader("e");
        KeyValue kv = new KeyValue(Bytes.of("app/e/1"), Bytes.of("v"), 1, 1, 1, 1);
        calls.lastAsked().reply(new Leader(Header.NONE, kv));
        assertThat(somebody.join().orElseThrow().kv().key()).isEqualTo(Bytes.of("e/1"));

        CompletableFuture<Optional<Leader>> failed = elections.leader("e");
        calls.lastAsked().fail(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED);
        assertThatThrownBy(failed::join).hasCauseInstanceOf(RejectedEtcdException.class);
    }

    @Test
    void anEndpointThatIsDownDoesNotHideTheOthers() {
        CompletableFuture<List<EndpointStatus>> all = new EngineMaintenance(view).statuses();
        assertThat(calls.asked()).extracting(one -> one.endpoint).containsExactly("http://one:2379", "http://two:2379");
        calls.asked().get(1).reply(status(2, 2));
        assertThat(all).isNotDone();
        calls.asked().get(0).fail(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED);

        assertThat(all.join().get(0).failure()).isPresent();
        assertThat(all.join().get(1).status().orElseThrow().isLeader()).isTrue();
    }

    @Test
    void onlyTheLeaderIsAskedToHandOver() {
        CompletableFuture<Header> moved = new EngineMaintenance(view).moveLeader(9);
        time.advance(1_000_000_000L);
        calls.asked().get(0).reply(status(1, 2));
        calls.asked().get(1).reply(status(2, 2));

        assertThat(calls.lastAsked().request).isEqualTo(new MaintenanceRpcs.MoveLeader(9));
        assertThat(calls.lastAsked().endpoint).isEqualTo("http://two:2379");
        assertThat(calls.lastAsked().options.timeout()).isEqualTo(Duration.ofSeconds(9));
        calls.lastAsked().reply(Header.NONE);
        assertThat(moved).isCompletedWithValue(Header.NONE);
    }

    @Test
    void withoutALeaderAmongTheEndpointsNobodyIsAsked() {
        CompletableFuture<Header> moved = new EngineMaintenance(view).moveLeader(9);
        calls.asked().get(0).reply(status(1, 3));
        calls.asked().get(1).fail(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED);

        assertThatThrownBy(moved::join)
                .cause()
                .isInstanceOfSatisfying(
                        RejectedEtcdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_LEADER));
        assertThat(calls.asked()).hasSize(2);
    }

    @Test
    void refusesAnEndpointThatIsNotTheClients() {
        assertThatThrownBy(() -> new EngineMaintenance(view).defragment("http://three:2379"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three");
    }

    @Test
    void aBlockingSnapshotNeedsNoThreadOfTheCallbackExecutor(@TempDir Path folder) throws Exception {
        View busy = new View(
                calls, time, new Straight(task -> {}), CallOptions.DEFAULT, Namespace.NONE, StandardCharsets.UTF_8);
        byte[] data = new byte[512];
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(data);
        CompletableFuture<SnapshotSaved> saved = CompletableFuture.supplyAsync(
                () -> new BlockingMaintenance(busy).snapshot(folder.resolve("backup.db")));
        await().until(() -> !calls.opened().isEmpty());
        calls.lastOpened().message(new SnapshotChunk(Bytes.wrap(data), 0, "3.6"));
        calls.lastOpened().message(new SnapshotChunk(Bytes.wrap(sum), 0, "3.6"));
        calls.lastOpened().end(null);

        assertThat(saved).succeedsWithin(Duration.ofSeconds(10));
        assertThat(folder.resolve("backup.db")).hasSize(544);
    }
}
