package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.etcd.EtcdMember;
import java.util.List;

/** All members die at once and are started again: a power cut from which every written byte came back. */
record KillAll() implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) {
        List<EtcdMember> all = cluster.members();
        return new Deed(FaultCluster.NAMES, () -> all.forEach(EtcdMember::kill), () -> all.forEach(EtcdMember::start));
    }

    @Override
    public String toString() {
        return "all members";
    }
}
