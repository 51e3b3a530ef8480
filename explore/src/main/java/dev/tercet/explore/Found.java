package dev.tercet.explore;

/**
 * What an exploration came to.
 *
 * @param states how many different states there were
 * @param moves how many moves were tried, from all of them
 * @param depth of how many moves the longest path was
 * @param complete whether there are no others, be the paths as long as they may
 */
public record Found(int states, long moves, int depth, boolean complete) {}
