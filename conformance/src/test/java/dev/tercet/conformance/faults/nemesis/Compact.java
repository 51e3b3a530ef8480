package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.etcd.CommandResult;

/** All revisions before the one that lies {@code behind} the latest are forgotten. */
record Compact(int behind) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) {
        return Deed.atOnce(FaultCluster.NAMES, () -> {
            long to = cluster.revision() - behind;
            CommandResult compacted = cluster.etcdctl("compaction", Long.toString(to));
            if (compacted.exitCode() != 0) {
                throw new NotApplied(compacted.stderr().strip());
            }
        });
    }

    @Override
    public String toString() {
        return "all but the last " + behind;
    }
}
