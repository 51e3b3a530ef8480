package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** A member is removed, and a new one, with another id and without data, takes its place and its addresses. */
record Replace(Target who) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int index = who.in(cluster);
        return Deed.atOnce(List.of(who.name(index)), () -> cluster.replace(index));
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
