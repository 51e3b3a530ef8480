package dev.tercet.conformance.recipes;

import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.testkit.etcd.RealEtcd;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Trouble for a server, one stroke after another; each is over when it returns. */
interface Storm {
    /** One stroke, unless it is over before. */
    void strike(Random random, CountDownLatch over) throws InterruptedException;

    /** Members of a cluster of three that are killed, or hang, and come back; there is a majority all the time. */
    static Storm ofMembers(RealEtcd cluster) {
        return (random, over) -> {
            int member = random.nextInt(3);
            if (random.nextInt(3) > 0) {
                cluster.member(member).kill();
                rest(random, over, 1500);
                cluster.member(member).restart();
            } else {
                cluster.member(member).pause();
                rest(random, over, 1500);
                cluster.member(member).resume();
            }
            cluster.awaitHealthy(Duration.ofSeconds(30));
            rest(random, over, 1500);
        };
    }

    /** Requests and answers that get lost, connections that break, histories that go away, leaders that do. */
    static Storm ofFaults(EmbeddedEtcd etcd) {
        Faults faults = etcd.faults();
        return (random, over) -> {
            switch (random.nextInt(7)) {
                case 0 -> faults.breakConnections();
                case 1 ->
                    during(faults, Fault.replyLost().on("Txn", "DeleteRange").times(5), random, over);
                case 2 -> during(faults, Fault.requestLost().times(5), random, over);
                case 3 -> during(faults, Fault.unavailable(), random, over);
                case 4 -> {
                    faults.loseLeader();
                    rest(random, over, 300);
                    faults.electLeader();
                }
                case 5 -> {
                    faults.holdWatches();
                    rest(random, over, 100);
                    faults.compactUnderWatches();
                }
                default -> during(faults, Fault.slowInRealTime(Duration.ofMillis(20)), random, over);
            }
            rest(random, over, 300);
        };
    }

    private static void during(Faults faults, Fault fault, Random random, CountDownLatch over)
            throws InterruptedException {
        LiveFault live = faults.add(fault);
        rest(random, over, 300);
        live.close();
    }

    private static void rest(Random random, CountDownLatch over, int mostMillis) throws InterruptedException {
        over.await(random.nextInt(mostMillis), TimeUnit.MILLISECONDS);
    }
}
