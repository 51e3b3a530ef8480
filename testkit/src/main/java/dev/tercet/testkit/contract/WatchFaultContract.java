package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Watches of a real server over a bad line: all that was written is seen, once, in order.
 *
 * @since 0.1
 */
public interface WatchFaultContract extends Contract {
    /** Where the sequences of faults and writes begin; printed by a failure. */
    long SEED = 20_240_607L;

    @Test
    default void nothingIsLostOrRepeatedOverALineThatIsCut() throws Exception {
        requires(Capability.CONNECTION_FAULTS);
        String prefix = fresh();
        Random random = new Random(SEED);
        List<String> written = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()));
                WatchProbe live = new WatchProbe(behind.watches().open(WatchRequest.prefix(prefix))).started()) {
            long start = 0;
            int half = 0;
            for (int i = 0; i < 400; i++) {
                long revision = write(prefix, i, random, written);
                start = start == 0 ? revision : start;
                half = i == 200 ? written.size() : half;
                if (i % 50 == 25) {
                    // Caught up, so that this cut is one that the watch notices.
                    seen.addAll(read(live, written.size() - seen.size()));
                    proxy.cut();
                } else if (random.nextInt(40) == 0) {
                    proxy.cut();
                } else if (random.nextInt(40) == 0) {
                    proxy.cutAfterBytes(1 + random.nextInt(2000));
                }
            }
            proxy.restore();
            seen.addAll(read(live, written.size() - seen.size()));
            assertThat(seen).as("live, seed %d", SEED).isEqualTo(written);
            assertThat(live.interruptions()).as("of the live watch").isGreaterThanOrEqualTo(8);

            // The same once more as history, with cuts in the middle of it.
            proxy.cutAfterBytes(5_000);
            try (WatchProbe history = new WatchProbe(
                    behind.watches().open(WatchRequest.prefix(prefix).fromRevision(start)))) {
                assertThat(read(history, half)).as("history, seed %d", SEED).isEqualTo(written.subList(0, half));
                proxy.cut();
                assertThat(read(history, written.size() - half))
                        .as("history, seed %d", SEED)
                        .isEqualTo(written.subList(half, written.size()));
                if (history.interruptions() == 0) {
                    // A quick server has said all of it before the second cut, which is noticed all the same.
                    history.await(WatchSignal.Interrupted.class);
                }
                history.quietOfDataFor(Duration.ofMillis(300));
            }
            live.quietOfDataFor(Duration.ofMillis(100));
        }
    }

    /** One revision of one to four changes, straight to the server; notes them as {@link #read} will see them. */
    private long write(String prefix, int number, Random random, List<String> written) {
        if (random.nextInt(5) == 0) {
            long revision =
                    etcd().kv().put(prefix + "gone", "v" + number).header().revision();
            long deleted =
                    etcd().kv().delete(Delete.of(prefix + "gone")).header().revision();
            written.add(revision + " PUT " + prefix + "gone");
            written.add(deleted + " DELETE " + prefix + "gone");
            return revision;
        }
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            puts.add(Put.of(prefix + i, "value " + number));
        }
        long revision = etcd().kv().txn(Txn.when().then(puts)).header().revision();
        puts.forEach(put -> written.add(revision + " PUT " + put.key().utf8()));
        return revision;
    }

    private List<String> read(WatchProbe watch, int count) {
        return watch.events(count).stream()
                .map(event -> event.revision() + " " + event.type() + " "
                        + event.key().utf8())
                .toList();
    }

    @Test
    default void aPartitionThatHealsIsBridged() {
        requires(Capability.CONNECTION_FAULTS);
        String key = fresh();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()));
                WatchProbe watch = new WatchProbe(behind.watches().open(WatchRequest.of(key))).started()) {
            etcd().kv().put(key, "1");
            assertThat(watch.event().kv().valueText()).isEqualTo("1");
            proxy.freeze();
            etcd().kv().put(key, "2");
            watch.quietFor(Duration.ofMillis(200));
            proxy.restore();
            assertThat(watch.event().kv().valueText()).isEqualTo("2");
            proxy.refuse();
            proxy.cut();
            assertThat(watch.next()).isInstanceOf(WatchSignal.Interrupted.class);
            etcd().kv().put(key, "3");
            proxy.restore();
            assertThat(watch.await(WatchSignal.Resumed.class).revision()).isPositive();
            assertThat(watch.event().kv().valueText()).isEqualTo("3");
        }
    }

    @Test
    default void aServerThatRestartsIsBridged() {
        requires(Capability.MEMBER_FAULTS);
        String key = fresh();
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints(), b -> b.timeout(Duration.ofSeconds(30)));
                WatchProbe watch = new WatchProbe(own.watches().open(WatchRequest.of(key))).started()) {
            own.kv().put(key, "1");
            server.restart(0);
            own.kv().put(key, "2");
            assertThat(watch.event().kv().valueText()).isEqualTo("1");
            assertThat(watch.event().kv().valueText()).isEqualTo("2");
        }
    }

    @Test
    default void writesOverABadLineAreKnownOrUnknownButNeverDouble() {
        requires(Capability.CONNECTION_FAULTS);
        String key = fresh();
        Random random = new Random(SEED);
        int known = 0;
        int unknown = 0;
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()), b -> b.timeout(Duration.ofSeconds(5)))) {
            for (int i = 0; i < 300; i++) {
                if (i % 15 == 0) {
                    // Most of these are in the middle of an answer to a write that was done.
                    proxy.cutAfterBytes(1 + random.nextInt(400));
                }
                try {
                    behind.kv().put(key, "v" + i);
                    known++;
                } catch (EtcdException e) {
                    if (e.outcome() == Outcome.UNKNOWN) {
                        unknown++;
                    }
                }
            }
        }
        long version = etcd().kv().get(key).orElseThrow().version();
        assertThat(version).isBetween((long) known, (long) known + unknown);
        assertThat(known).as("writes known to be done").isGreaterThanOrEqualTo(200);
        assertThat(unknown).as("writes whose answer was lost, seed %d", SEED).isPositive();
    }

    @Test
    default void aServerThatHangsUpIsBridged() {
        requires(Capability.CONNECTION_FAULTS);
        String key = fresh();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()));
                WatchProbe watch = new WatchProbe(behind.watches().open(WatchRequest.of(key))).started()) {
            etcd().kv().put(key, "1");
            assertThat(watch.event().kv().valueText()).isEqualTo("1");
            // An end in good order, but in the middle of everything.
            proxy.halfClose();
            etcd().kv().put(key, "2");
            assertThat(watch.next()).isInstanceOf(WatchSignal.Interrupted.class);
            assertThat(watch.next()).isInstanceOf(WatchSignal.Resumed.class);
            assertThat(watch.event().kv().valueText()).isEqualTo("2");
            await("the old connection is left").until(() -> proxy.connectionsAlive() == 1);
        }
    }

    @Test
    default void concurrentIncrementsOverABadLineAreNeitherLostNorDouble() throws Exception {
        requires(Capability.CONNECTION_FAULTS);
        String key = fresh();
        etcd().kv().put(key, "0");
        AtomicInteger known = new AtomicInteger();
        AtomicInteger unknown = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()), b -> b.timeout(Duration.ofSeconds(5)))) {
            // Not in the JVM's pool, which may have one thread only, and which the JDK's HTTP client needs to tell of
            // failures.
            CompletableFuture<Void> cutter = CompletableFuture.runAsync(
                    () -> {
                        Random random = new Random(SEED);
                        while (!stop.get()) {
                            proxy.cutAfterBytes(500 + random.nextInt(5000));
                            LockSupport.parkNanos(15_000_000);
                        }
                    },
                    task -> {
                        Thread thread = new Thread(task, "cutter");
                        thread.setDaemon(true);
                        thread.start();
                    });
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Void> caller = new CompletableFuture<>();
                Thread thread = new Thread(() -> {
                    for (int n = 0; n < 100; n++) {
                        increment(behind, key, known, unknown);
                    }
                    caller.complete(null);
                });
                thread.setDaemon(true);
                thread.start();
                callers.add(caller);
            }
            for (CompletableFuture<Void> caller : callers) {
                Within.seconds(120, caller);
            }
            stop.set(true);
            Within.seconds(10, cutter);
            assertThat(proxy.connectionsOpened())
                    .as("connections, all but one cut")
                    .isGreaterThan(5);
        }
        int value = Integer.parseInt(etcd().kv().getString(key).orElseThrow());
        assertThat(known.get()).isPositive();
        assertThat(value).isBetween(known.get(), known.get() + unknown.get());
    }

    /** One attempt to add one, by compare and swap. */
    private static void increment(Subject etcd, String key, AtomicInteger known, AtomicInteger unknown) {
        try {
            KeyValue now = etcd.kv().get(key).orElseThrow();
            String next = Integer.toString(Integer.parseInt(now.valueText()) + 1);
            Txn swap = Txn.when(Compare.modRevision(key).equalTo(now.modRevision()))
                    .then(Put.of(key, next));
            if (etcd.kv().txn(swap).succeeded()) {
                known.incrementAndGet();
            }
        } catch (EtcdException e) {
            if (e.outcome() == Outcome.UNKNOWN) {
                unknown.incrementAndGet();
            }
        }
    }
}
