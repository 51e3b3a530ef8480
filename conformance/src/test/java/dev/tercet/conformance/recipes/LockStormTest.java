package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Fifty who want one lock while the servers have the worst of days: never two at a time, and everybody gets a turn. */
class LockStormTest {
    private static final String NAME = "storm/lock";
    private static final int CONTENDERS = 50;
    private static final int CLIENTS = 5;

    // Half a minute, on a machine that has nothing else to do.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void whileMembersAreKilled() throws Exception {
        Assumptions.assumeFalse("none".equals(System.getProperty("tercet.etcd.versions")), "real etcds are not wanted");
        EtcdSettings settings = EtcdSettings.newest().withMembers(3);
        try (RealEtcd cluster = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings))) {
            withstand(
                    Storm.ofMembers(cluster),
                    Duration.ofSeconds(20),
                    () -> EtcdClient.builder()
                            .endpoints(cluster.endpoints())
                            .timeout(Duration.ofSeconds(5))
                            .build());
        }
    }

    @Test
    void whileMuchGetsLost() throws Exception {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start()) {
            withstand(
                    Storm.ofFaults(etcd),
                    Duration.ofSeconds(8),
                    () -> EtcdClient.builder()
                            .endpoints(etcd.endpoint())
                            .timeout(Duration.ofSeconds(1))
                            .build());
        }
    }

    private static void withstand(Storm storm, Duration time, Supplier<EtcdClient> connect) throws Exception {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        System.out.println("the storm's seed: " + seed);
        List<EtcdClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(connect.get());
            }
            Guarded guarded = new Guarded("storm/register");
            Contenders contenders = new Contenders(clients, CONTENDERS, NAME, guarded);
            CountDownLatch over = new CountDownLatch(1);
            CompletableFuture<Integer> strokes =
                    CompletableFuture.supplyAsync(() -> rage(storm, new Random(seed), over));
            try {
                contenders.contend(time, LIMIT);
            } finally {
                over.countDown();
                System.out.println(strokes.get(60, TimeUnit.SECONDS) + " strokes, " + contenders + ", seed " + seed);
            }
            guarded.check();
            nothingStays(clients.get(0));
        } finally {
            clients.forEach(EtcdClient::close);
        }
    }

    private static int rage(Storm storm, Random random, CountDownLatch over) {
        int strokes = 0;
        try {
            while (over.getCount() > 0) {
                storm.strike(random, over);
                strokes++;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return strokes;
    }

    /** Sessions that could not be closed in the storm run out, and a new leader gives leases their whole time again. */
    private static void nothingStays(EtcdClient etcd) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(etcd.kv().get(Get.prefix(NAME)))
                        .extracting(KeyValue::keyText)
                        .isEmpty());
    }
}
