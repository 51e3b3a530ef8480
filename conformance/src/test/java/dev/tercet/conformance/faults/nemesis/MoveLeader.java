package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** The leader hands over to the one so many after it. */
record MoveLeader(int by) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int leader = Target.LEADER.in(cluster);
        int next = (leader + by) % FaultCluster.MEMBERS;
        return Deed.atOnce(List.of(FaultCluster.nameOf(leader), FaultCluster.nameOf(next)), () -> {
            NotApplied.unlessDone(cluster.etcdctlAt(leader, "move-leader", cluster.memberId(next)));
        });
    }

    @Override
    public String toString() {
        return "the leader, by " + by;
    }
}
