package dev.tercet.explore;

/**
 * What an exploration came to.
 *
 * @param states how many different states there were
 * @param moves how many moves were tried, from all of them
 * @param depth all paths of up to so many moves were tried
 * @param complete whether there are no other states, be the paths as long as they may
 */
public record Found(int states, long moves, int depth, boolean complete) {
    @Override
    public String toString() {
        String far = complete ? "all there are, " : "not all there are, but all that ";
        return states + " states by " + moves + " moves: " + far
                + (complete ? "none further than " : "can be reached by ") + depth + " moves";
    }
}
