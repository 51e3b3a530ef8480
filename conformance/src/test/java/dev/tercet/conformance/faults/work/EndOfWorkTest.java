package dev.tercet.conformance.faults.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is looked at when all work is done: it is quiet where all is well, and finds what is not. */
class EndOfWorkTest {
    /** For what comes at once; a slow machine needs some time. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
    private final EtcdClient client = etcd.client();
    private final Client worker = new Client("c", client);
    private final Recorder recorder = new Recorder();
    private final Stage stage = new Stage(recorder, 1);
    private final Crew crew = new Crew(stage);
    private final Crew readers = new Crew(stage);

    @AfterEach
    void close() {
        stage.end();
        client.close();
        etcd.close();
    }

    private void wrong(String... words) {
        assertThat(stage.violations()).singleElement().asString().contains(words);
    }

    private void right() {
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.undecided()).isEmpty();
    }

    @Test
    void theObserverSeesAll() {
        try (Observer observer = new Observer(stage, List.of(client))) {
            client.kv().put("k", "v");
            client.kv().put("k", "w");
            RevisionLog log = observer.log(client, SOON);
            assertThat(log.upTo()).isEqualTo(3);
            assertThat(log.changes()).extracting(WatchSignal.Change::revision).containsExactly(2L, 3L);
        }
        right();
    }

    @Test
    void theObserverSaysWhatItCouldNotSee() {
        client.kv().put("k", "v");
        client.kv().put("k", "w");
        client.kv().put("k", "x");
        client.kv().compact(Compaction.at(3));
        try (Observer observer = new Observer(stage, List.of(client))) {
            RevisionLog log = observer.log(client, SOON);
            assertThat(log.upTo()).isEqualTo(1);
        }
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.undecided()).singleElement().asString().contains("revision 2 was compacted");
    }

    @Test
    void anObserverThatFallsBehindIsTold() {
        client.kv().put("k", "v");
        try (Observer observer = new Observer(stage, List.of())) {
            assertThat(observer.log(client, Duration.ZERO).isThere()).isFalse();
        }
        wrong("have seen up to 1 only, of 2");
    }

    @Test
    void watchesCatchUp() throws InterruptedException {
        Watchers watchers = new Watchers(stage, crew, readers, () -> 1, () -> 0);
        watchers.fromTheStart(worker);
        client.kv().put("r/0/1", "v");
        WatchSignal.Change first = change(2, "r/0/1");
        watchers.catchUp(List.of(first), SOON);
        right();
        // Only the one of everything wants to hear of that, and never will.
        watchers.catchUp(List.of(first, change(9, "j")), Duration.ofMillis(1));
        wrong("watch-all has told up to 2 only");
        watchers.close();
        stage.end();
        readers.join(SOON);
    }

    private static WatchSignal.Change change(long revision, String key) {
        KeyValue kv = new KeyValue(Bytes.of(key), Bytes.of("v"), revision, revision, 1, 0);
        return new WatchSignal.Change(revision, List.of(new WatchEvent(WatchEvent.Type.PUT, kv, null)), KeyRange.ALL);
    }

    @Test
    void watchesOutliveEverything() {
        try (Tap tap = Tap.listening(stage, worker, "w", WatchRequest.of("k"))) {
            tap.hear(new WatchSignal.Ended(null));
            tap.hear(new WatchSignal.Ended(
                    new CompactedException(Details.of(ErrorCode.COMPACTED, Outcome.NOT_APPLIED, "gone"), 5)));
            right();
            assertThat(tap.isEnded()).isTrue();
            tap.hear(new WatchSignal.Ended(
                    new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "cut"))));
            wrong("w ended, and is to outlive every fault", "cut");
        }
    }

    @Test
    void whatStandsInAQueueVanishes() {
        Lockers lockers = new Lockers(stage, crew);
        client.kv().put("guarded/locks/a", "2.1");
        lockers.vanish(client, SOON);
        right();
        client.kv().put("locks/a/77", "");
        lockers.vanish(client, Duration.ZERO);
        wrong("left behind", "locks/a/77");
    }

    @Test
    void whatHangsOnLeasesDies() {
        LeaseHolders leases = new LeaseHolders(stage, crew);
        leases.die(client, Duration.ZERO);
        right();
        client.kv().put("l/c/1", "v");
        leases.expect("l/c/1", recorder.lease("c", Duration.ofSeconds(2)));
        leases.die(client, Duration.ZERO);
        wrong("[l/c/1]");
        client.kv().delete("l/c/1");
        leases.die(client, SOON);
        wrong("[l/c/1]");
        assertThat(recorder.history().leases().get(0).sightings())
                .extracting(sighting -> sighting.alive())
                .contains(true, false);
    }

    @Test
    void noLeaseIsLeft() {
        LeaseHolders leases = new LeaseHolders(stage, crew);
        leases.noneLeft(client, SOON);
        right();
        long lease = client.leases().grant(Duration.ofMinutes(10)).id();
        leases.noneLeft(client, Duration.ZERO);
        wrong("leases that nobody has", Long.toHexString(lease));
    }

    @Test
    void clientsRecover() throws InterruptedException {
        Recovery recovery = new Recovery(stage, Duration.ofSeconds(30));
        recovery.await(List.of(worker), SOON);
        right();
        etcd.faults().add(Fault.unavailable().on("Put"));
        new Recovery(stage, Duration.ofMillis(200)).await(List.of(worker), Duration.ofMillis(1));
        wrong("never recovered: c cannot write");
    }

    @Test
    void onlyWhoOwnsItWritesUnderALock() {
        Caller caller = new Caller(stage, worker);
        CallOptions options = CallOptions.DEFAULT.withTimeout(SOON);
        caller.call(Ask.putIf(Compare.createRevision("k").equalTo(0), "guarded/k", "1.1"), options);
        caller.call(Ask.putIf(Compare.createRevision("k").equalTo(9), "guarded/k", "9.2"), options);
        List<Operation> operations = recorder.history().operations();
        assertThat(operations)
                .extracting(Operation::act)
                .containsExactly(new Act.Put("guarded/k", "1.1"), new Act.Put("guarded/k", "9.2"));
        assertThat(operations.get(0).end()).isEqualTo(End.Returned.wrote(2));
        assertThat(operations.get(1).end()).isInstanceOf(End.NotApplied.class);
    }

    @Test
    void aLostReplyNamesItsMember() {
        recorder.members(Map.of(etcd.endpoint(), "m1"));
        etcd.faults().add(Fault.replyLost().on("Put"));
        try (EtcdClient wire = EtcdClient.connect(etcd.endpoint())) {
            Caller caller = new Caller(stage, new Client("w", wire));
            caller.call(Ask.put("k", "v", false), CallOptions.DEFAULT.withTimeout(SOON));
        }
        assertThat(recorder.history().operations())
                .singleElement()
                .extracting(Operation::end)
                .isInstanceOfSatisfying(
                        End.Unknown.class, end -> assertThat(end.member()).isEqualTo("m1"));
    }

    @Test
    void callsThatComeLateAreTold() {
        Caller caller = new Caller(stage, worker);
        Ask<?> ask = Ask.put("k", "v", false);
        CallOptions options = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(1));
        caller.check(ask, System.nanoTime(), options);
        right();
        caller.check(ask, System.nanoTime() - Duration.ofSeconds(7).toNanos(), options);
        wrong("a call of c took PT7.", "put k = v");
    }

    @Test
    void theSentinelAsksMembers() throws InterruptedException {
        List<Glance> glances = new ArrayList<>();
        try (Sentinel sentinel = new Sentinel(recorder)) {
            // The second is nobody.
            sentinel.start(crew, List.of(etcd.endpoint(), "http://127.0.0.1:1"), Optional.empty());
            long deadline = System.nanoTime() + SOON.toNanos();
            assertThat(Wait.until(deadline, () -> {
                        glances.clear();
                        glances.addAll(recorder.history().glances());
                        return glances.stream().anyMatch(Glance::healthy)
                                && glances.stream().anyMatch(each -> each.member() == 1);
                    }))
                    .isTrue();
        }
        crew.join(SOON);
        assertThat(glances).allMatch(each -> each.asked() <= each.at() && !(each.healthy() && each.member() == 1));
        right();
    }

    @Test
    void whatMembersAnswerIsRead() {
        assertThat(Sentinel.term("{\"leader\":\"8\",\"raftIndex\":\"4\", \"raftTerm\":\"12\", \"x\":1}"))
                .isEqualTo(12);
        assertThat(Sentinel.term("{\"header\":{\"revision\":\"1\",\"raft_term\":\"3\"},\"token\":\"x.12\"}"))
                .isEqualTo(3);
        assertThat(Sentinel.term("")).isZero();
        String metrics = "# HELP etcd_debugging_mvcc_compact_revision The revision of the last compaction in store.\n"
                + "# TYPE etcd_debugging_mvcc_compact_revision gauge\netcd_debugging_mvcc_compact_revision %s\n";
        assertThat(Sentinel.compacted(String.format(metrics, "77"))).isEqualTo(77);
        assertThat(Sentinel.compacted(String.format(metrics, "1.234567e+06"))).isEqualTo(1_234_567);
        assertThat(Sentinel.compacted(String.format(metrics, "-1"))).isZero();
        assertThat(Sentinel.compacted("")).isEqualTo(-1);
    }
}
