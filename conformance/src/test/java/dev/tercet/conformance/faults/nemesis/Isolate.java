package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** A member is cut off from both others, in silence; clients reach it as before. */
record Isolate(Target who) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int index = who.in(cluster);
        return new Deed(
                List.of(who.name(index)),
                () -> {
                    for (int i = 1; i < FaultCluster.MEMBERS; i++) {
                        cluster.cutPeers(index, (index + i) % FaultCluster.MEMBERS);
                    }
                },
                cluster::healPeers);
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
