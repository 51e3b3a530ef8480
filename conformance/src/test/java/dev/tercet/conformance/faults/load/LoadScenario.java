package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.conformance.faults.run.Plan;
import dev.tercet.conformance.faults.run.Scenario;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import java.time.Duration;
import java.util.List;

/**
 * An hour in fast motion, against one real etcd: clients, watches and locks by the thousand, consumers that never read, a crowd of
 * watches on one prefix, and virtual threads. What is there before each and after it is weighed.
 *
 * <p>In ten minutes each does all that it has to do; with less time so much less, and the counts say how much.
 */
public final class LoadScenario implements Scenario {
    /** How the time is shared out, in hundredths. */
    private record Share(Part part, int percent) {}

    private static final List<Share> SHARES = List.of(
            new Share(new ManyClients(), 25),
            new Share(new ManyWatches(), 25),
            new Share(new ManyLocks(), 15),
            new Share(new UnreadConsumers(), 10),
            new Share(new CrowdedPrefix(), 15),
            new Share(new VirtualThreads(), 10));

    /** Such a part of all that is to be done fills pools and loads classes. */
    private static final int WARM_UP = 200;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String says() {
        return "opens and closes clients, watches and locks by the thousand, and weighs what is left of them";
    }

    @Override
    public Findings run(Plan plan) throws Exception {
        Tally tally = new Tally();
        try (RealEtcd etcd = RealEtcd.start(EtcdSettings.of(plan.version()))) {
            for (Share share : SHARES) {
                Duration time = plan.time().multipliedBy(share.percent()).dividedBy(100);
                weigh(share.part(), etcd, plan.seed(), time, tally);
            }
        }
        return tally.findings();
    }

    private static void weigh(Part part, RealEtcd etcd, long seed, Duration time, Tally tally) throws Exception {
        try (EtcdClient observer = EtcdClient.connect(etcd.endpoints().get(0))) {
            if (part.warmsUp()) {
                part.run(new Work(etcd, new Tally(), seed, part.fullSize() / WARM_UP, time.dividedBy(5)));
            }
            Footprint before = Footprint.of(etcd, observer);
            part.run(new Work(etcd, tally, seed, part.fullSize(), time));
            for (String more : Footprint.left(before, etcd, observer)) {
                tally.violation("left behind by " + part.name(), more);
            }
        }
    }
}
