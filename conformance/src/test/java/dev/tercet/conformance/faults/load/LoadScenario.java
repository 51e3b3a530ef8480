package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.conformance.faults.run.Plan;
import dev.tercet.conformance.faults.run.Scenario;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.v2.V2Backend;
import java.time.Duration;
import java.util.List;

/**
 * An hour in fast motion, against one real etcd: clients, watches and locks by the thousand, consumers that never read, a crowd of
 * watches on one prefix, and virtual threads. What is there before each and after it is weighed.
 *
 * <p>Given ten minutes or more, each does all that it has to do, and takes longer where the machine is slow; with less time so much
 * less, and the counts say how much.
 */
public final class LoadScenario implements Scenario {
    /** With so much time nothing is left out. */
    static final Duration FULL = Duration.ofMinutes(10);

    /** With less time than this, parts that have so little of it are left out: they are variations of others. */
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final int LITTLE_PERCENT = 2;

    /** How many times its share of the time a part may take that has to do all. */
    private static final int PATIENCE = 8;

    /**
     * How the time is shared out.
     *
     * @param wire how the clients speak to the server
     * @param size how much of it is all
     * @param percent of the time
     */
    private record Share(Part part, Wire wire, long size, int percent) {
        Share(Part part, int percent) {
            this(part, Wire.GRPC, part.fullSize(), percent);
        }
    }

    private static final List<Share> SHARES = List.of(
            new Share(new ManyClients(), 18),
            new Share(new ManyWatches(), 20),
            new Share(new ManyLocks(), 16),
            new Share(new UnreadConsumers(), 8),
            new Share(new UnreadV2(V2Backend.V3), 3),
            new Share(new UnreadV2(V2Backend.HTTP), 2),
            new Share(new CrowdedPrefix(), 10),
            new Share(new VirtualThreads(), 8),
            new Share(new ManyClients(), Wire.JSON, 1_000, 3),
            new Share(new ManyWatches(), Wire.JSON, 20_000, 3),
            new Share(new UnreadConsumers(), Wire.JSON, 400, 3),
            new Share(new ManyClients(), Wire.JSON_WITHOUT_SOCKETS, 1_000, 2),
            new Share(new ManyWatches(), Wire.JSON_WITHOUT_SOCKETS, 5_000, 2),
            new Share(new UnreadConsumers(), Wire.JSON_WITHOUT_SOCKETS, 400, 2));

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
    public Duration full() {
        return FULL;
    }

    @Override
    public Findings run(Plan plan) throws Exception {
        Tally tally = new Tally();
        try (RealEtcd etcd = RealEtcd.start(EtcdSettings.of(plan.version()))) {
            for (Share share : SHARES) {
                if (share.percent() <= LITTLE_PERCENT && plan.time().compareTo(SHORT) < 0) {
                    continue;
                }
                Tally its = new Tally();
                weigh(share, etcd, plan, its);
                tally.take(its, share.wire().toString());
            }
        }
        return tally.findings();
    }

    private static void weigh(Share share, RealEtcd etcd, Plan plan, Tally tally) throws Exception {
        Part part = share.part();
        Duration time = plan.time().multipliedBy(share.percent()).dividedBy(100);
        boolean all = part.doesAll() && plan.time().compareTo(FULL) >= 0;
        try (EtcdClient observer = EtcdClient.connect(etcd.endpoints().get(0))) {
            if (part.warmsUp()) {
                part.run(new Work(
                        etcd, share.wire(), new Tally(), plan.seed(), share.size() / WARM_UP, time.dividedBy(5)));
            }
            Footprint before = Footprint.of(etcd, observer);
            Duration most = all ? time.multipliedBy(PATIENCE) : time;
            Work work = new Work(etcd, share.wire(), tally, plan.seed(), share.size(), most);
            part.run(work);
            if (all && work.begun() < share.size()) {
                tally.violation("not all is done", part.name() + ": " + work.begun() + " of " + share.size());
            }
            for (String more : Footprint.left(before, etcd, observer)) {
                tally.violation("left behind by " + part.name(), more);
            }
        }
    }
}
