package dev.tercet.conformance.faults.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.lease.KeptLease;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    private interface Leak {
        AutoCloseable open(EtcdClient etcd) throws Exception;
    }

    /** What is told of something that was not closed; and nothing is told of it any more when it is. */
    private static List<String> noticed(Leak leak) throws Exception {
        try (EtcdClient observer = EtcdClient.connect(etcd.endpoints().get(0));
                EtcdClient client = EtcdClient.connect(etcd.endpoints().get(0))) {
            client.kv().put("k", "v");
            leak.open(client).close();
            Footprint before = Footprint.of(etcd, observer);
            Deque<AutoCloseable> left = new ArrayDeque<>(List.of(leak.open(client)));
            List<String> noticed = Footprint.left(before, etcd, observer, Duration.ZERO);
            // Not held any more, either: what is closed and held is there.
            left.remove().close();
            assertThat(Footprint.left(before, etcd, observer)).isEmpty();
            return noticed;
        }
    }

    @Test
    void aClientThatIsNotClosed() throws Exception {
        List<String> noticed = noticed(any -> {
            EtcdClient left = EtcdClient.connect(etcd.endpoints().get(0));
            left.kv().put("k", "v");
            return left;
        });
        assertThat(noticed)
                .anyMatch(growth -> growth.startsWith("objects of our classes"))
                .anyMatch(growth -> growth.startsWith("threads") && growth.contains("tercet-timer-"))
                .anyMatch(growth -> growth.startsWith("sockets"));
    }

    @Test
    void aWatchThatIsNotClosed() throws Exception {
        List<String> noticed = noticed(client -> client.watches().open(WatchRequest.of("k"), signal -> {}));
        assertThat(noticed)
                .anyMatch(growth -> growth.startsWith("watchers at the server"))
                .anyMatch(growth -> growth.startsWith("watch streams at the server"));
    }

    @Test
    void aLeaseThatIsKept() throws Exception {
        List<String> noticed = noticed(client -> {
            KeptLease lease = client.leases().keep(Duration.ofSeconds(60));
            return lease::revoke;
        });
        assertThat(noticed).anyMatch(growth -> growth.startsWith("leases at the server"));
    }

    @Test
    void aCallThatWaits() throws Exception {
        long holder = lease();
        try (EtcdClient client = EtcdClient.connect(etcd.endpoints().get(0))) {
            client.locks().lock("held", holder);
            long waiter = lease();
            List<String> noticed = noticed(any -> {
                var waiting = any.async().locks().lock("held", waiter);
                Watch seen = any.watches().open(WatchRequest.of("k"));
                return () -> {
                    waiting.cancel(true);
                    seen.close();
                };
            });
            assertThat(noticed).anyMatch(growth -> growth.startsWith("calls under way at the server"));
            client.leases().revoke(holder);
            client.leases().revoke(waiter);
        }
    }

    private static long lease() {
        try (EtcdClient client = EtcdClient.connect(etcd.endpoints().get(0))) {
            return client.leases().grant(Duration.ofSeconds(60)).id();
        }
    }

    @Test
    void memoryThatIsNotBounded() throws Exception {
        Tally tally = new Tally();
        Work work = new Work(etcd, tally, 9, 400, Duration.ofSeconds(30));
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
        Tally tally = new Tally();
        new VirtualThreads().run(new Work(etcd, tally, 9, 1, Duration.ofMillis(500)), "pinned");
        assertThat(tally.findings().violations()).anyMatch(found -> found.startsWith("a virtual thread is pinned"));
    }
}
