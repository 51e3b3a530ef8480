package dev.tercet.recipes.election;

/**
 * What an observation tells. The first one says how it is when it begins.
 *
 * @since 0.1
 */
public sealed interface LeaderSignal {
    /**
     * Somebody else leads than before.
     *
     * @param leader who
     */
    record Leads(Candidate leader) implements LeaderSignal {}

    /**
     * The leader proclaims another value.
     *
     * @param leader who leads already, with the new value
     */
    record Proclaimed(Candidate leader) implements LeaderSignal {}

    /**
     * Nobody leads.
     *
     * @param revision since when, or when the observation began
     */
    record Vacant(long revision) implements LeaderSignal {}
}
