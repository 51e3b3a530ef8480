package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.testkit.proxy.FaultProxy;
import java.util.List;

/**
 * Nothing of what clients send arrives until their tokens have died of age. A token lives anew after each use, so that this takes
 * silence.
 */
record ExpireTokens() implements Fault {
    @Override
    public Deed aim(FaultCluster cluster) {
        List<FaultProxy> proxies = cluster.proxies();
        return new Deed(
                List.of("all clients"),
                () -> proxies.forEach(FaultProxy::freeze),
                () -> proxies.forEach(FaultProxy::restore));
    }

    @Override
    public String toString() {
        return "all clients";
    }
}
