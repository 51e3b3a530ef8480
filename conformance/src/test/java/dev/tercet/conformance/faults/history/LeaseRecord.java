package dev.tercet.conformance.faults.history;

import java.util.List;

/**
 * A lease and what its client was told of it.
 *
 * @param lease its id; 0 if the grant was never answered
 * @param ttl as granted, in nanoseconds
 * @param asked when the grant began
 * @param granted when it was answered; {@link Operation#NEVER} if it was not
 * @param renewals when renewals were answered, as far as known
 * @param lost when the loss was signalled; {@link Operation#NEVER} if it was not
 * @param reason why, as signalled; empty if it was not
 * @param leftAlone from when on its client did not renew it any more: closed, killed, or ended on purpose
 * @param revoking when its client began to revoke it
 * @param revoked when that was answered
 * @param cutOff when its client could not reach a majority, apart from what {@link FaultSpan} says
 * @param sightings what others saw of it at the server
 */
public record LeaseRecord(
        long lease,
        String client,
        long ttl,
        long asked,
        long granted,
        List<Long> renewals,
        long lost,
        String reason,
        long leftAlone,
        long revoking,
        long revoked,
        List<Span> cutOff,
        List<Sighting> sightings) {
    public LeaseRecord {
        renewals = List.copyOf(renewals);
        cutOff = List.copyOf(cutOff);
        sightings = List.copyOf(sightings);
    }

    /** From and to. */
    public record Span(long began, long ended) {
        /** Whether there is a moment in both. */
        public boolean touches(long from, long to) {
            return began <= to && from <= ended;
        }
    }

    /**
     * The server was asked for the lease, or for the key that hangs on it.
     *
     * @param asked when the question began
     * @param at when the answer was there
     * @param alive what it was
     */
    public record Sighting(long asked, long at, boolean alive) {}

    @Override
    public String toString() {
        return "lease " + Long.toHexString(lease) + " of " + client;
    }
}
