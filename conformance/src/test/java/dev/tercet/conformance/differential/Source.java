package dev.tercet.conformance.differential;

import java.util.Deque;

/** A kind of steps. */
@FunctionalInterface
interface Source {
    /** Adds at least one step to {@code out}. */
    void add(Dice dice, World world, Deque<Step> out);
}
