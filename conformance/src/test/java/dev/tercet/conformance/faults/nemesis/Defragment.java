package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** A member writes its database anew, and answers nobody meanwhile. */
record Defragment(Target who) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int index = who.in(cluster);
        return Deed.atOnce(List.of(who.name(index)), () -> {
            NotApplied.unlessDone(cluster.etcdctlAt(index, "defrag"));
        });
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
