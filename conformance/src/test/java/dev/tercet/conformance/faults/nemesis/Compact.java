package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;

/** All revisions before the one that lies {@code behind} the latest are forgotten. */
record Compact(int behind) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int leader = Target.LEADER.in(cluster);
        return Deed.atOnce(FaultCluster.NAMES, () -> {
            long to = cluster.revisionAt(leader) - behind;
            if (to < 1) {
                throw new NotApplied("there are not so many revisions");
            }
            NotApplied.unlessDone(cluster.etcdctlAt(leader, "compaction", Long.toString(to)));
        });
    }

    @Override
    public String toString() {
        return "all but the last " + behind;
    }
}
