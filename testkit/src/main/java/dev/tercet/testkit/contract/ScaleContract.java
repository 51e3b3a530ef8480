package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.RenewalStream;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds for one holds for very many.
 *
 * @since 0.1
 */
public interface ScaleContract extends ScriptedContract {
    /** Leases, as a scheduler or a service registry of some size keeps them. */
    int LEASES = 25_000;

    /** How many of them are asked for at once. */
    int GRANTS_TOGETHER = 1_000;

    /** Long enough that a machine of two cores renews all of them in a third of it. */
    long TTL_SECONDS = 12;

    /** Watches, one for each key of a large configuration. */
    int WATCHES = 10_000;

    /** As many as a transaction may have on a server with plain settings. */
    int PUTS_PER_TXN = 100;

    @Test
    default void manyLeasesLiveOnOneStreamAndThroughACut() throws Exception {
        requires(Capability.SCRIPTS, Capability.HTTP2);
        try (ScriptedServer server = ScriptedServer.start();
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(server));
                Subject etcd = connect(List.of(proxy.endpoint()))) {
            AtomicLong ids = new AtomicLong();
            server.unary(LeaseGrpc.getLeaseGrantMethod())
                    .always(Answer.replying(request -> Messages.granted(ids.incrementAndGet(), TTL_SECONDS)));
            List<Set<Long>> renewed = List.of(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
            AtomicLong opened = new AtomicLong();
            server.renewals()
                    .always(stream -> renewInto(stream, renewed.get((int) Math.min(1, opened.getAndIncrement()))));

            List<KeptLease> leases = new ArrayList<>(LEASES);
            while (leases.size() < LEASES) {
                // Not all at once, or a busy machine needs longer than a call may take.
                List<CompletableFuture<KeptLease>> keeping = IntStream.range(0, GRANTS_TOGETHER)
                        .mapToObj(i -> etcd.client().async().leases().keep(Duration.ofSeconds(TTL_SECONDS)))
                        .toList();
                for (CompletableFuture<KeptLease> future : keeping) {
                    leases.add(Within.seconds(20, future));
                }
            }
            // In the middle of a round: some leases have been renewed, others wait for their first time.
            await().until(() -> renewed.get(0).size() > LEASES / 10);
            proxy.cut();
            await("every lease is renewed after the cut")
                    .atMost(Duration.ofSeconds(TTL_SECONDS))
                    .until(() -> renewed.get(1).size() == LEASES);
            // One that is silent for long, because the machine has no time for it, may be left for another.
            assertThat(opened.get()).as("streams").isBetween(2L, 10L);
            assertThat(leases).allMatch(lease -> lease.state() instanceof LeaseState.Active);
        }
    }

    private void renewInto(RenewalStream stream, Set<Long> renewed) {
        stream.always(request -> {
            renewed.add(request.getID());
            stream.renewed(request.getID(), TTL_SECONDS);
        });
    }

    @Test
    default void manyWatchesNeedFewStreamsAndNoThreads() throws Exception {
        requires(Capability.METRICS);
        try (ContractServer server = start(settings -> settings);
                Subject etcd = connect(server.endpoints())) {
            AtomicLongArray seen = new AtomicLongArray(WATCHES);
            AtomicLong total = new AtomicLong();
            int threads = Thread.activeCount();
            List<Watch> watches = IntStream.range(0, WATCHES)
                    .mapToObj(i -> etcd.client().async().watches().open(WatchRequest.of("k" + i), signal -> {
                        if (signal instanceof WatchSignal.Change change) {
                            seen.addAndGet(i, change.events().size());
                            total.addAndGet(change.events().size());
                        }
                    }))
                    .toList();
            for (Watch watch : watches) {
                Within.seconds(20, watch.started());
            }
            assertThat(metric(server, "watcher_total")).isEqualTo(WATCHES);
            assertThat(metric(server, "watch_stream_total")).as("streams").isBetween(1L, 100L);

            for (int from = 0; from < WATCHES; from += PUTS_PER_TXN) {
                List<Put> puts = IntStream.range(from, from + PUTS_PER_TXN)
                        .mapToObj(i -> Put.of("k" + i, "v"))
                        .toList();
                etcd.kv().txn(Txn.when().then(puts));
            }
            await("an event for each").untilAsserted(() -> assertThat(total).hasValue(WATCHES));
            assertThat(IntStream.range(0, WATCHES)).allMatch(i -> seen.get(i) == 1);
            // A burst of callbacks takes some; a watch by itself takes none.
            assertThat(Thread.activeCount() - threads).as("threads").isLessThan(WATCHES / 20);

            watches.forEach(Watch::close);
            // Ten thousand cancellations; a busy machine has other things to do.
            await("the server has none left")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> metric(server, "watcher_total") == 0);
            assertThat(metric(server, "watch_stream_total")).isZero();
        }
    }

    private long metric(ContractServer server, String name) {
        Matcher line = Pattern.compile("(?m)^etcd_debugging_mvcc_" + name + " ([0-9.e+]+)$")
                .matcher(server.metrics(0));
        assertThat(line.find()).as(name).isTrue();
        return (long) Double.parseDouble(line.group(1));
    }
}
