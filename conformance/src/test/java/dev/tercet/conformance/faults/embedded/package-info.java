/**
 * The client, the recipes and the embedded etcd in a simulation: one thread, a clock that goes where the simulation wants, and
 * everything that could happen in any order happens in one that follows from a seed.
 *
 * <p>What does not follow from the seed: pauses between attempts, and the ids of leases, have some chance of their own in them, so
 * that two runs of one seed may differ in what comes due first.
 */
@NullMarked
package dev.tercet.conformance.faults.embedded;

import org.jspecify.annotations.NullMarked;
