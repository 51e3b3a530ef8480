package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.proxy.FaultProxy;
import java.util.List;
import java.util.function.Consumer;

/** The same is done to the lines between clients and all members. */
record SpoilAllLines(Consumer<FaultProxy> spoil) implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) {
        List<FaultProxy> proxies = cluster.proxies();
        return new Deed(FaultCluster.NAMES, () -> proxies.forEach(spoil), () -> proxies.forEach(FaultProxy::restore));
    }

    @Override
    public String toString() {
        return "clients of all members";
    }
}
