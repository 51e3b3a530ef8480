package dev.tercet.conformance.faults.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.watch.WatchSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the loads look for is noticed when it is there. */
class NoticedTest {
    private static RealEtcd etcd;

    @BeforeAll
    static void start() {
        etcd = WhenUnavailable.of("newest").obtain(() -> RealEtcd.start(EtcdSettings.newest()));
    }

    @AfterAll
    static void end() {
        if (etcd != null) {
            etcd.close();
        }
    }

    /** One that is not told of would be one that is not looked for. And nothing is told of it any more when it is closed. */
    @ParameterizedTest
    @EnumSource
    void whatIsLeftOpen(Kept kind) throws Exception {
        try (EtcdClient observer = EtcdClient.connect(etcd.endpoints().get(0));
                EtcdClient client = EtcdClient.connect(etcd.endpoints().get(0))) {
            client.kv().put("k", "v");
            Leaks leaks = new Leaks(etcd, client);
            leaks.of(kind).close();
            Footprint before = Footprint.of(etcd, observer);
            Deque<AutoCloseable> left = new ArrayDeque<>(List.of(leaks.of(kind)));
            // What the server counts, it counts a moment later.
            List<String> noticed = Footprint.of(etcd, observer).growthSince(before);
            for (int i = 0; i < 100 && noticed.stream().noneMatch(growth -> growth.startsWith(kind + ": ")); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                noticed = Footprint.of(etcd, observer).growthSince(before);
            }
            assertThat(noticed).anyMatch(growth -> growth.startsWith(kind + ": "));
            // Not held any more, either: what is closed and held is there.
            left.remove().close();
            assertThat(Footprint.left(before, etcd, observer)).isEmpty();
        }
    }

    @Test
    void aClientThatIsNotClosedIsNamed() throws Exception {
        try (EtcdClient observer = EtcdClient.connect(etcd.endpoints().get(0))) {
            Footprint before = Footprint.of(etcd, observer);
            try (EtcdClient left = EtcdClient.connect(etcd.endpoints().get(0))) {
                left.kv().put("k", "v");
                assertThat(Footprint.of(etcd, observer).growthSince(before))
                        .anyMatch(growth -> growth.startsWith("threads") && growth.contains("tercet-timer-"));
            }
        }
    }

    @Test
    void aPartThatDoesLessThanItSays() {
        Tally tally = new Tally();
        Work work = new Work(etcd, Wire.GRPC, tally, 9, 10, Duration.ofSeconds(1));
        tally.count("locks timed out", 9);
        work.expect("locks timed out", 9);
        assertThat(tally.findings().violations()).isEmpty();
        work.expect("locks timed out", 10);
        assertThat(tally.findings().violations())
                .singleElement()
                .asString()
                .contains("not done as it says: locks timed out: 9, not 10");
    }

    @Test
    void memoryThatIsNotBounded() throws Exception {
        Tally tally = new Tally();
        Work work = new Work(etcd, Wire.GRPC, tally, 9, 400, Duration.ofSeconds(30));
        new UnreadConsumers(1L << 30).run(work);
        assertThat(tally.findings().violations()).anyMatch(found -> found.startsWith("memory is not bounded"));
    }

    @Test
    void aWatchThatMissesAChange() throws IOException {
        Tally tally = new Tally();
        Spectator whole = new Spectator("whole", tally);
        Spectator torn = new Spectator("torn", tally);
        for (long revision = 2; revision <= 4; revision++) {
            whole.accept(change(revision));
            if (revision != 3) {
                torn.accept(change(revision));
            }
        }
        CrowdedPrefix.expectAll(List.of(whole, torn), 3, 4, Duration.ZERO, tally);
        assertThat(tally.findings().violations()).singleElement().asString().contains("forgotten: torn");
        torn.accept(change(4));
        assertThat(tally.findings().violations()).anyMatch(found -> found.startsWith("out of order, or twice: torn"));
    }

    private static WatchSignal change(long revision) {
        return new WatchSignal.Change(revision, List.of(), KeyRange.of(Bytes.of("k")));
    }

    /** In the long form: it takes another JVM. */
    @Test
    void aVirtualThreadThatIsPinned() throws Exception {
        assumeThat(Boolean.getBoolean("tercet.long")).isTrue();
        assumeThat(Jdks.newest().hasVirtualThreads()).isTrue();
        assertThat(virtual(VirtualLoad.IN_A_CALL).violations())
                .anyMatch(found -> found.startsWith("a virtual thread is pinned: by dev.tercet."));
        // By others, who are named, and it is nothing of ours that waits for them.
        Findings others = virtual(VirtualLoad.IN_NO_CALL);
        assertThat(others.violations()).isEmpty();
        assertThat(others.counts().keySet())
                .anyMatch(what -> what.startsWith("pinned in no call of ours, by") && what.contains("Sleeping"));
    }

    private static Findings virtual(String how) throws Exception {
        Tally tally = new Tally();
        new VirtualThreads().run(new Work(etcd, Wire.GRPC, tally, 9, 1, Duration.ofMillis(500)), how);
        return tally.findings();
    }
}
