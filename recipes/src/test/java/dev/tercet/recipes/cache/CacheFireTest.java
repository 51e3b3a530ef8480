package dev.tercet.recipes.cache;

import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Get;
import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.testkit.proxy.FaultProxy;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches of keys that are written all the time, by a server that does what it can to lose their changes. */
class CacheFireTest {
    @Nested
    @EtcdTest(listen = true, failOnLeaks = false)
    class Embedded {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void isAlwaysWhatTheServerHas(long seed, EmbeddedEtcd server, Faults faults) {
            storm(seed, server, faults);
        }
    }

    /** One that might send marks ahead of events, so that they cannot be relied on. */
    @Nested
    @EtcdTest(version = "3.5.7", listen = true, failOnLeaks = false)
    class EmbeddedOfOld {
        @Test
        void isAlwaysWhatTheServerHas(EmbeddedEtcd server, Faults faults) {
            storm(4, server, faults);
        }
    }

    private static void storm(long seed, EmbeddedEtcd server, Faults faults) {
        Random random = new Random(seed);
        try (EtcdClient writer = server.client();
                EtcdClient near = server.client();
                EtcdClient far = EtcdClient.connect(server.endpoint());
                CacheFire fire = new CacheFire(seed, writer, List.of(near, far))) {
            for (int round = 0; round < 60; round++) {
                fire.writeSome();
                switch (random.nextInt(6)) {
                    case 0 -> faults.breakConnections();
                    case 1 -> {
                        faults.holdWatches();
                        fire.writeSome();
                        faults.compactUnderWatches();
                    }
                    case 2 -> {
                        faults.holdWatches();
                        fire.writeSome();
                        faults.breakConnections();
                        faults.releaseWatches();
                    }
                    case 3 -> {
                        try (LiveFault down = faults.add(Fault.unavailable().on("Watch"))) {
                            faults.breakConnections();
                            fire.writeSome();
                            compact(writer);
                            await().until(() -> down.struck() > 0);
                        }
                    }
                    case 4 -> faults.fragmentWatchesAbove(1 + random.nextInt(200));
                    default -> fire.checkCaughtUp();
                }
                fire.checkSnapshots();
            }
            fire.checkTheEnd();
        }
    }

    @Nested
    @EtcdTest(backend = EtcdTest.Backend.REAL, version = "3.4", failOnLeaks = false)
    class RealOfOld {
        @Test
        void isAlwaysWhatTheServerHas(RealEtcd server, EtcdClient writer) {
            storm(5, server, writer);
        }
    }

    @Nested
    @EtcdTest(backend = EtcdTest.Backend.REAL, version = "newest", failOnLeaks = false)
    class Real {
        @Test
        void isAlwaysWhatTheServerHas(RealEtcd server, EtcdClient writer) {
            storm(6, server, writer);
        }
    }

    @Nested
    @EtcdTest(backend = EtcdTest.Backend.REAL, version = "newest", members = 3, failOnLeaks = false)
    class RealCluster {
        @Test
        void goesOnWithoutWhicheverMember(RealEtcd cluster, EtcdClient writer) {
            try (EtcdClient all = EtcdClient.connect(cluster.endpoints().toArray(new String[0]));
                    EtcdClient same = EtcdClient.connect(cluster.endpoints().toArray(new String[0]));
                    CacheFire fire = new CacheFire(7, writer, List.of(all, same))) {
                for (EtcdMember member : cluster.members()) {
                    fire.writeSome();
                    member.kill();
                    fire.writeSome();
                    fire.checkCaughtUp();
                    fire.writeSome();
                    member.restart();
                    fire.checkSnapshots();
                }
                fire.checkTheEnd();
            }
        }
    }

    private static void storm(long seed, RealEtcd server, EtcdClient writer) {
        Random random = new Random(seed);
        String endpoint = writer.endpoints().get(0);
        try (FaultProxy proxy = FaultProxy.inFrontOf(endpoint);
                EtcdClient near = EtcdClient.connect(endpoint);
                EtcdClient far = EtcdClient.connect(proxy.endpoint());
                CacheFire fire = new CacheFire(seed, writer, List.of(near, far))) {
            for (int round = 0; round < 30; round++) {
                fire.writeSome();
                switch (random.nextInt(5)) {
                    case 0 -> proxy.cut();
                    case 1 -> {
                        proxy.refuse();
                        proxy.cut();
                        fire.writeSome();
                        compact(writer);
                        proxy.restore();
                    }
                    case 2 -> proxy.cutAfterBytes(500 + random.nextInt(5000));
                    case 3 -> compact(writer);
                    default -> fire.checkCaughtUp();
                }
                if (round == 15) {
                    server.member(0).kill();
                    server.member(0).restart();
                }
                fire.checkSnapshots();
            }
            proxy.restore();
            fire.checkTheEnd();
        }
    }

    private static void compact(EtcdClient writer) {
        writer.kv().compact(Compaction.at(writer.kv().get(Get.of("any")).revision()));
    }
}
