package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.LeaseRecord;
import dev.tercet.conformance.faults.history.LeaseRecord.Sighting;
import dev.tercet.conformance.faults.history.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether leases lived as long as they should: none lost while its client could reach a majority all through the TTL before, each
 * loss signalled by when others could see it, none alive after it was revoked, or for longer than its TTL and the server's slack
 * after its client left it alone. A server with troubles of its own may keep leases longer: a new leader begins to count anew.
 */
final class LeaseCheck {
    private final History history;
    private final long slack;
    private final long serverSlack;
    private final List<Violation> violations = new ArrayList<>();

    private LeaseCheck(History history, Settings settings) {
        this.history = history;
        this.slack = settings.slack().toNanos();
        this.serverSlack = settings.serverSlack().toNanos();
    }

    static List<Violation> of(History history, Settings settings) {
        LeaseCheck check = new LeaseCheck(history, settings);
        for (LeaseRecord lease : history.leases()) {
            if (lease.granted() != Operation.NEVER) {
                check.lost(lease);
                check.sighted(lease);
            }
        }
        return check.violations;
    }

    /** From when on it is nobody's fault that it goes. */
    private static long given(LeaseRecord lease) {
        return Math.min(lease.leftAlone(), lease.revoking());
    }

    private void lost(LeaseRecord lease) {
        if (lease.lost() < given(lease) && couldReach(lease, lease.lost())) {
            say(
                    "lease: kept",
                    lease.lost(),
                    "lost (" + lease.reason() + ") though its client could reach a majority: " + lease);
        }
    }

    private boolean couldReach(LeaseRecord lease, long until) {
        long from = until - lease.ttl() - slack;
        return lease.cutOff().stream().noneMatch(span -> span.touches(from, until))
                && history.faults().stream()
                        .filter(fault -> fault.reach() == Reach.PERHAPS_NONE)
                        .noneMatch(fault -> fault.touches(from, until));
    }

    private void sighted(LeaseRecord lease) {
        for (Sighting sighting : lease.sightings()) {
            if (sighting.alive()) {
                alive(lease, sighting);
            } else if (sighting.at() < given(lease)) {
                gone(lease, sighting);
                return;
            }
        }
    }

    private void alive(LeaseRecord lease, Sighting sighting) {
        if (lease.revoked() != Operation.NEVER && sighting.asked() > lease.revoked() + slack) {
            say("lease: revoked", sighting.asked(), "alive after it was revoked: " + lease);
        }
        if (lease.leftAlone() == Operation.NEVER) {
            return;
        }
        long from = lease.leftAlone();
        for (FaultSpan fault : history.faults()) {
            if (fault.began() <= sighting.asked()) {
                from = Math.max(from, Math.min(fault.ended(), sighting.asked()));
            }
        }
        if (sighting.asked() > from + lease.ttl() + serverSlack) {
            say(
                    "lease: ends",
                    sighting.asked(),
                    "alive " + Operation.at(sighting.asked() - lease.leftAlone())
                            + " ms after its client had left it alone: " + lease);
        }
    }

    private void gone(LeaseRecord lease, Sighting sighting) {
        if (couldReach(lease, sighting.at())) {
            say("lease: kept", sighting.at(), "gone though its client could reach a majority: " + lease);
        }
        boolean isTold = lease.lost() <= sighting.at() + slack;
        if (!isTold && history.taken() > sighting.at() + slack) {
            say("lease: loss signalled", sighting.at(), "gone, and its client was not told: " + lease);
        }
    }

    private void say(String rule, long at, String what) {
        violations.add(Violation.at(rule, at, what));
    }
}
