package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.etcd.EtcdMember;
import java.util.List;

/** A member is stopped by SIGSTOP, and goes on later as if nothing had been. */
record Pause(Target who) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int index = who.in(cluster);
        EtcdMember member = cluster.member(index);
        return new Deed(List.of(who.name(index)), member::pause, member::resume);
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
