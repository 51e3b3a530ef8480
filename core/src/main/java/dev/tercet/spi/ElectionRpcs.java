package dev.tercet.spi;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;

/**
 * The calls of {@code v3electionpb.Election}.
 *
 * @since 0.1
 */
public final class ElectionRpcs {
    private static final String ELECTION = "v3electionpb.Election";

    /**
     * A leadership wanted.
     *
     * @param name the election
     * @param lease the lease it hangs on
     * @param value what the leader proclaims
     */
    public record Campaign(Bytes name, long lease, Bytes value) {
        @Override
        public String toString() {
            return "campaign in " + name;
        }
    }

    /**
     * A new proclamation.
     *
     * @param leader the proof of leadership
     * @param value what the leader proclaims
     */
    public record Proclaim(LeaderKey leader, Bytes value) {
        @Override
        public String toString() {
            return "proclaim in " + leader.name();
        }
    }

    /**
     * A leadership to give up.
     *
     * @param leader the proof of leadership
     */
    public record Resign(LeaderKey leader) {
        @Override
        public String toString() {
            return "resign in " + leader.name();
        }
    }

    /**
     * Who leads.
     *
     * @param name the election
     */
    public record Ask(Bytes name) {
        @Override
        public String toString() {
            return "leader of " + name;
        }
    }

    public static final Rpc<Campaign, LeaderKey> CAMPAIGN = Rpc.<Campaign, LeaderKey>of(
                    ELECTION, "Campaign", "/election/campaign", Rpc.Kind.WRITE)
            .waiting();
    public static final Rpc<Proclaim, Header> PROCLAIM =
            Rpc.of(ELECTION, "Proclaim", "/election/proclaim", Rpc.Kind.WRITE);
    public static final Rpc<Resign, Header> RESIGN = Rpc.of(ELECTION, "Resign", "/election/resign", Rpc.Kind.WRITE);
    public static final Rpc<Ask, Leader> LEADER = Rpc.of(ELECTION, "Leader", "/election/leader", Rpc.Kind.READ);
    public static final StreamRpc<Ask, Leader> OBSERVE =
            new StreamRpc<>(ELECTION, "Observe", "/election/observe", false);

    private ElectionRpcs() {}
}
