package dev.tercet.recipes.internal.queue;

import java.util.List;

/**
 * What is known to be there for the taking, from the head on.
 *
 * @param candidates in order
 * @param revision as of when; with no candidate, what comes to be there later is seen by a watch from the one after it
 */
record Page<C>(List<C> candidates, long revision) {
    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** The same without those before this one. */
    Page<C> from(int first) {
        return new Page<>(List.copyOf(candidates.subList(first, candidates.size())), revision);
    }
}
