package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** The clients' password is set again, to what it is: all their tokens are void at once, in the middle of their use. */
record RevokeTokens() implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int leader = Target.LEADER.in(cluster);
        return Deed.atOnce(List.of("all clients"), () -> NotApplied.unlessDone(cluster.setPasswordAgain(leader)));
    }

    @Override
    public String toString() {
        return "all clients";
    }
}
