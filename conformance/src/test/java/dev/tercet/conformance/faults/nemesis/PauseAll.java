package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.etcd.EtcdMember;
import java.util.List;

/** All members stand still: a short hang of everything. */
record PauseAll() implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) {
        List<EtcdMember> all = cluster.members();
        return new Deed(
                FaultCluster.NAMES, () -> all.forEach(EtcdMember::pause), () -> all.forEach(EtcdMember::resume));
    }

    @Override
    public String toString() {
        return "all members";
    }
}
