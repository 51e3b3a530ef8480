package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.LeaseRecord;
import dev.tercet.conformance.faults.history.LeaseRecord.Sighting;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Whether leases lived as long as they should: none lost while its client could reach a majority all through the TTL before, each
 * loss signalled by when others could see it, none alive after it was revoked, or for longer than its TTL and the server's slack
 * after its client left it alone. Only what the members themselves tell of their troubles is an excuse: without a majority no lease
 * can be renewed or ended, and a new leader begins to count anew. Those of a brief TTL are there to be lost: they may be, but for no
 * reason at all, and every loss has to be signalled as in all others.
 */
final class LeaseCheck {
    /** Elections are shorter: what they cost, a lease has to bear. */
    private static final long LONG = 2_500_000_000L;

    /** Without a majority for longer than this, what is due may be put off. */
    private static final long SHORT = 1_000_000_000L;

    /** Leases of less than this TTL have no time for an election, or for finding out that a line is dead. */
    private static final long BRIEF = 5_000_000_000L;

    /** A leader that could not end a lease tries again after this time. */
    private static final long RETRY = 3_000_000_000L;

    /** What may hold up a renewal on its way, and let it through later. */
    private static final Set<String> HOLDING_UP = Set.of(
            "pause",
            "pause-all",
            "partition-leader",
            "partition-minority",
            "partition-pair",
            "held-back",
            "delay",
            "throttle");

    /** What members do not notice, nor lines. */
    private static final Set<String> HARMLESS = Set.of("compact", "compact-nearly");

    private final History history;
    private final Vitals vitals;
    private final List<Vitals.Span> withoutForLong;
    private final List<Vitals.Span> without;
    private final List<Vitals.Span> unwell;
    private final Past past;
    private final Dates dates;
    private final long slack;
    private final long serverSlack;
    private final List<Violation> violations = new ArrayList<>();

    private LeaseCheck(History history, Settings settings) {
        this.history = history;
        this.vitals = new Vitals(history);
        this.withoutForLong = vitals.withoutMajority(LONG);
        this.without = vitals.withoutMajority(SHORT);
        this.unwell = vitals.anyUnwell(SHORT);
        this.past = new Past(history.log());
        this.dates = new Dates(history);
        this.slack = settings.slack().toNanos();
        this.serverSlack = settings.serverSlack().toNanos();
    }

    static List<Violation> of(History history, Settings settings) {
        LeaseCheck check = new LeaseCheck(history, settings);
        for (LeaseRecord lease : history.leases()) {
            if (lease.refusal() instanceof End.Untyped untyped) {
                check.say("typed errors", lease.asked(), untyped + ": " + lease);
            }
            if (lease.granted() != Operation.NEVER) {
                check.lost(lease);
                check.sighted(lease);
            }
        }
        check.ended();
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
        return withoutForLong.stream().noneMatch(span -> span.touches(from, until))
                && history.faults().stream()
                        .filter(fault -> fault.reach() == Reach.PERHAPS_NONE)
                        .noneMatch(fault -> fault.touches(from, until))
                && (lease.ttl() >= BRIEF || wasAllWell(lease, from, until));
    }

    /** Whether nobody had any trouble, as far as is known, and threads ran in time. */
    private boolean wasAllWell(LeaseRecord lease, long from, long until) {
        return slack < lease.ttl() / 3
                && unwell.stream().noneMatch(span -> span.touches(from, until))
                && vitals.newTerms().stream().noneMatch(term -> term.after() <= until && from <= term.before())
                && history.faults().stream()
                        .filter(fault -> !HARMLESS.contains(fault.name()))
                        .noneMatch(fault -> fault.touches(from, until));
    }

    private void sighted(LeaseRecord lease) {
        alive(lease);
        lease.sightings().stream()
                .filter(sighting -> !sighting.alive() && sighting.at() < given(lease))
                .findFirst()
                .ifPresent(sighting -> gone(lease, sighting));
    }

    /** Once for each lease, however often it was seen. */
    private void alive(LeaseRecord lease) {
        if (lease.revoked() != Operation.NEVER) {
            firstAlive(lease, lease.revoked() + slack)
                    .ifPresent(at -> say("lease: revoked", at, "alive after it was revoked: " + lease));
        }
        if (lease.leftAlone() != Operation.NEVER) {
            firstAlive(lease, due(lease) + serverSlack)
                    .ifPresent(at -> say(
                            "lease: ends",
                            at,
                            "alive " + Operation.at(at - lease.leftAlone()) + " ms after its client had left it alone: "
                                    + lease));
        }
    }

    /** When one who found it alive began to look, if that was later than this. */
    private static OptionalLong firstAlive(LeaseRecord lease, long after) {
        return lease.sightings().stream()
                .filter(sighting -> sighting.alive() && sighting.asked() > after)
                .mapToLong(Sighting::asked)
                .findFirst();
    }

    /** When it is to end, by its TTL and by what befell the members until then. */
    private long due(LeaseRecord lease) {
        // By when each began: what comes after it ought to have ended excuses nothing.
        TreeMap<Long, LongUnaryOperator> excuses = new TreeMap<>();
        for (Vitals.Event term : vitals.newTerms()) {
            if (term.before() > lease.leftAlone()) {
                excuses.merge(term.after(), due -> Math.max(due, term.before() + lease.ttl()), LeaseCheck::both);
            }
        }
        for (Vitals.Span span : without) {
            excuses.merge(span.began(), due -> Math.max(due, after(span.ended())), LeaseCheck::both);
        }
        for (FaultSpan fault : history.faults()) {
            if (lease.kept()
                    && HOLDING_UP.contains(fault.name())
                    && fault.touches(lease.leftAlone(), lease.leftAlone())) {
                long last = Math.min(fault.ended(), history.taken()) + lease.ttl();
                excuses.merge(fault.began(), due -> Math.max(due, last), LeaseCheck::both);
            }
            if (fault.reach() == Reach.PERHAPS_NONE) {
                excuses.merge(fault.began(), due -> Math.max(due, after(fault.ended())), LeaseCheck::both);
            }
        }
        long due = lease.leftAlone() + lease.ttl();
        for (Map.Entry<Long, LongUnaryOperator> excuse : excuses.entrySet()) {
            if (excuse.getKey() <= due + serverSlack) {
                due = excuse.getValue().applyAsLong(due);
            }
        }
        return due;
    }

    private static LongUnaryOperator both(LongUnaryOperator one, LongUnaryOperator other) {
        return due -> Math.max(one.applyAsLong(due), other.applyAsLong(due));
    }

    private long after(long trouble) {
        return Math.min(trouble, history.taken()) + RETRY;
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

    /**
     * Each lease whose key the log shows to have gone without anybody's delete: its client knew by the time by which that had surely
     * happened.
     */
    private void ended() {
        Map<Long, LeaseRecord> known = new HashMap<>();
        history.leases().stream().filter(each -> each.lease() != 0).forEach(each -> known.put(each.lease(), each));
        Set<String> keys = new HashSet<>();
        history.operations().forEach(each -> keys.addAll(each.act().keys()));
        history.operations().stream()
                .filter(each -> !(each.act() instanceof Act.Put) && !each.act().isRead())
                .forEach(each -> keys.removeAll(each.act().keys()));
        past.events().forEach((revision, events) -> {
            for (WatchEvent event : events) {
                KeyValue before = event.isDelete() ? past.at(event.key(), revision - 1) : null;
                LeaseRecord lease = before == null ? null : known.get(before.lease());
                if (lease != null && keys.contains(event.keyText())) {
                    ended(lease, revision);
                }
            }
        });
    }

    private void ended(LeaseRecord lease, long revision) {
        long gone = dates.byWhen(revision);
        boolean isOver = gone == Operation.NEVER || gone + slack >= history.taken();
        if (!isOver && Math.min(given(lease), lease.lost()) > gone + slack) {
            say(
                    "lease: loss signalled",
                    gone,
                    "ended at revision " + revision + ", and its client was not told: " + lease);
        }
    }

    private void say(String rule, long at, String what) {
        violations.add(Violation.at(rule, at, what));
    }
}
