package dev.tercet.conformance.faults.check;

import java.time.Duration;

/**
 * How strict the checks are.
 *
 * @param slack how late a client may be in noting what happened: threads wait for the processor, all the more on a busy machine
 * @param serverSlack how much longer than its TTL a lease may live at the server
 * @param search how long the search for an order of the calls may take, for all keys together
 * @param callsEnd within what time every call ends: its deadline and some more; a call that takes longer is a violation
 * @param watchesReach every watch that goes on is to have heard of everything up to this revision; 0 asks for nothing
 */
public record Settings(Duration slack, Duration serverSlack, Duration search, Duration callsEnd, long watchesReach) {
    /** Half a second here, three at the server, a minute to search, and calls as long as they like. */
    public static final Settings DEFAULT =
            new Settings(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofDays(365), 0);

    /** With another {@link #slack}. */
    public Settings withSlack(Duration other) {
        return new Settings(other, serverSlack, search, callsEnd, watchesReach);
    }

    /** With another {@link #serverSlack}. */
    public Settings withServerSlack(Duration other) {
        return new Settings(slack, other, search, callsEnd, watchesReach);
    }

    /** With another {@link #search}. */
    public Settings withSearch(Duration other) {
        return new Settings(slack, serverSlack, other, callsEnd, watchesReach);
    }

    /** With another {@link #callsEnd}. */
    public Settings withCallsEnd(Duration other) {
        return new Settings(slack, serverSlack, search, other, watchesReach);
    }

    /** With another {@link #watchesReach}. */
    public Settings withWatchesReach(long revision) {
        return new Settings(slack, serverSlack, search, callsEnd, revision);
    }
}
