package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;

/** Something bad that can be done to a cluster. It has no state; its {@code toString} says what and to whom. */
public interface Fault {
    /**
     * Chooses who is hit, if that depends on how things are, and does nothing yet.
     *
     * @throws NotApplied if there is nobody to be hit
     */
    Deed aim(FaultCluster cluster) throws NotApplied;
}
