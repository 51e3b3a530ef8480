package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.proxy.FaultProxy;
import java.util.List;
import java.util.function.Consumer;

/** Something is done to the line between clients and one member. */
record SpoilLine(Target who, Consumer<FaultProxy> spoil) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) throws NotApplied {
        int index = who.in(cluster);
        FaultProxy proxy = cluster.proxy(index);
        return new Deed(List.of(who.name(index)), () -> spoil.accept(proxy), proxy::restore);
    }

    @Override
    public String toString() {
        return "clients of " + who;
    }
}
