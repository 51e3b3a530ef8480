package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** Two members do not see one another; the third, their bridge, sees both. */
record PartPair(int bridge) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) {
        int one = (bridge + 1) % FaultCluster.MEMBERS;
        int other = (bridge + 2) % FaultCluster.MEMBERS;
        return new Deed(
                List.of(FaultCluster.nameOf(one), FaultCluster.nameOf(other)),
                () -> cluster.cutPeers(one, other),
                cluster::healPeers);
    }

    @Override
    public String toString() {
        return "all but " + FaultCluster.nameOf(bridge);
    }
}
