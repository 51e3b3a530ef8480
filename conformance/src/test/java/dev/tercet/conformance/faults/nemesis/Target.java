package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** One member: a certain one, or whichever leads when the fault begins. */
public record Target(OptionalInt index) {
    /** Whoever leads by then. */
    public static final Target LEADER = new Target(OptionalInt.empty());

    /** A certain one, counted from 0. */
    public static Target member(int index) {
        return new Target(OptionalInt.of(index));
    }

    /** The leader in every second case, as it hurts most there; else any. */
    static Target draw(SplittableRandom dice) {
        return dice.nextBoolean() ? LEADER : member(dice.nextInt(FaultCluster.MEMBERS));
    }

    /** The member's index now. */
    int in(FaultCluster cluster) throws NotApplied {
        if (index.isPresent()) {
            return index.getAsInt();
        }
        return cluster.leaderNow().orElseThrow(() -> new NotApplied("nobody leads"));
    }

    /** What the history calls it, once it is known. */
    String name(int member) {
        return FaultCluster.nameOf(member) + (index.isPresent() ? "" : " (leader)");
    }

    @Override
    public String toString() {
        return index.isPresent() ? FaultCluster.nameOf(index.getAsInt()) : "the leader";
    }
}
