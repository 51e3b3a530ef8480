package dev.tercet.conformance.faults.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease and what its client was told of it.
 *
 * @param lease its id; 0 if the grant was never answered
 * @param ttl as granted, in nanoseconds
 * @param asked when the grant began
 * @param granted when it was answered; {@link Operation#NEVER} if it was not
 * @param refusal how asking for it ended if not with a lease; null if it did not end
 * @param kept whether its client renewed it, until it was left alone
 * @param lost when the loss was signalled; {@link Operation#NEVER} if it was not
 * @param reason why, as signalled; empty if it was not
 * @param leftAlone from when on its client did not renew it any more: closed, killed, or ended on purpose
 * @param revoking when its client began to revoke it
 * @param revoked when that was answered
 * @param sightings what others saw of it at the server
 */
public record LeaseRecord(
        long lease,
        String client,
        long ttl,
        long asked,
        long granted,
        @Nullable End refusal,
        boolean kept,
        long lost,
        String reason,
        long leftAlone,
        long revoking,
        long revoked,
        List<Sighting> sightings) {
    public LeaseRecord {
        sightings = List.copyOf(sightings);
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
