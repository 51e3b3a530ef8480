package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.List;

/** A member is asked to end, does so in its own way, and is started again. */
record Restart(Target who) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int index = who.in(cluster);
        return new Deed(
                List.of(who.name(index)),
                () -> cluster.endGracefully(index),
                () -> cluster.member(index).start());
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
