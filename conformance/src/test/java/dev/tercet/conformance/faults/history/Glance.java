package dev.tercet.conformance.faults.history;

/**
 * What a member said of itself when it was asked past every proxy, and not by a client of ours: excuses are to be judged by somebody
 * else than who needs them.
 *
 * @param asked when the question began
 * @param at when the answer was there, or that there was none
 * @param healthy whether it said to be, by a read that needs a majority
 * @param term the term of the members' election, as it knows it; 0 if it did not say
 * @param compacted up to which revision it has forgotten what was; 0 if it has not, -1 if it did not say
 */
public record Glance(int member, long asked, long at, boolean healthy, long term, long compacted) {}
