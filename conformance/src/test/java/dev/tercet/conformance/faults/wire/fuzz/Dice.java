package dev.tercet.conformance.faults.wire.fuzz;

import java.util.Random;

/** Chance that follows from a seed, a case and its attempt alone, and that has nothing to do with a neighbour's. */
final class Dice extends Random {
    private static final long serialVersionUID = 1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int mutations;

    private Dice(long seed, int mutations) {
        super(seed);
        this.mutations = mutations;
    }

    /**
     * New ones.
     *
     * @param mutations how many a {@link Mutation} may make at once: with fewer, the first of them
     */
    static Dice of(long seed, long number, int attempt, int mutations) {
        // Random begins nearly alike with seeds that are near to each other: then the same kind of call would always
        // meet
        // the same kind of mischief.
        return new Dice(mixed(mixed(mixed(seed) + number) + attempt), mutations);
    }

    Mutation mutation() {
        return new Mutation(this, mutations);
    }

    private static long mixed(long number) {
        long z = number + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
