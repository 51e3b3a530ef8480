package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may put it down to that it does not know the end of a call: faults of the member that it was sent to or of the line
 * to there, faults of other members while and soon after they last, since one of these may have led, and what members said
 * themselves. Where nobody asked the members, everything is excused; where threads came seconds late, every fault is an excuse.
 */
final class Excuses {
    /** What a fault leaves behind, such as a line that nobody has noted to be dead, is gone by then. */
    private static final long AFTERMATH = 20_000_000_000L;

    /** What befell others is over by then: they have a leader, and have taken up what was under way. */
    private static final long SOON = 5_000_000_000L;

    /** Of a member without a majority for longer than this, calls may be refused in the middle. */
    private static final long SHORT = 1_000_000_000L;

    /** Who is so late to run breaks lines by itself, and what was seen when says little. */
    private static final long MUCH = 2_000_000_000L;

    /** So many calls of others, begun later and answered sooner, show that whoever has no answer was passed over. */
    private static final int MANY = 10;

    private static final String EVERYBODY = "all clients";

    /** What nobody loses a call to. */
    private static final Set<String> HARMLESS = Set.of("compact", "compact-nearly");

    /** What may leave all members without a leader for a while. */
    private static final Set<String> OF_MEMBERS = Set.of(
            "kill",
            "pause",
            "restart",
            "replace",
            "partition-leader",
            "partition-minority",
            "partition-pair",
            "move-leader",
            "pause-all",
            "kill-all");

    /** A fault that could not be ended lasts, whatever is noted of its end. */
    private static final String NOT_ENDED = "-not-ended";

    private final History history;
    private final Vitals vitals;
    private final List<Vitals.Span> unwell;
    private final long slack;

    Excuses(History history, Settings settings) {
        this.history = history;
        this.vitals = new Vitals(history);
        this.unwell = vitals.anyUnwell(SHORT);
        this.slack = settings.slack().toNanos();
    }

    /**
     * Whether anything had been done to those concerned before it began, or was until it ended.
     *
     * @param member whom it was sent to; null if nobody knows, and then everything concerns it
     */
    boolean isThereAny(Operation operation, @Nullable String member) {
        String concerned = slack > MUCH ? null : member;
        long soon = operation.began() - (concerned == null ? AFTERMATH : SOON + slack);
        long to = operation.ended();
        return !vitals.isKnown()
                || history.faults().stream().anyMatch(fault -> excuses(fault, operation, concerned))
                || unwell.stream().anyMatch(span -> span.touches(soon, to))
                || vitals.newTerms().stream().anyMatch(term -> term.after() <= to && soon <= term.before());
    }

    private boolean excuses(FaultSpan fault, Operation operation, @Nullable String member) {
        long to = operation.ended();
        boolean isNear = fault.touches(operation.began() - AFTERMATH, to);
        if (member == null || fault.name().endsWith(NOT_ENDED)) {
            return isNear;
        }
        if (HARMLESS.contains(fault.name())) {
            return false;
        }
        if (fault.where().stream().anyMatch(where -> isOf(where, member))) {
            return isNear;
        }
        return OF_MEMBERS.contains(fault.name()) && fault.touches(operation.began() - SOON - slack, to);
    }

    /** As in {@code m1}, or {@code m1 (leader)}. */
    private static boolean isOf(String where, String member) {
        return where.equals(member) || where.startsWith(member + " ") || where.equals(EVERYBODY);
    }

    /**
     * Whether it waited until its time was up, with all members well and no excuse, while many others were served that came after it.
     */
    boolean isPassedOver(Operation operation, @Nullable String member) {
        if (member == null || isThereAny(operation, member)) {
            return false;
        }
        // A second, and what a busy machine takes on top.
        long later = operation.began() + SHORT + slack;
        long sooner = operation.ended() - SHORT - slack;
        return later < sooner
                && history.operations().stream()
                                .filter(other ->
                                        other.isReturned() && !other.act().isRead())
                                .filter(other -> other.began() >= later && other.ended() <= sooner)
                                .limit(MANY)
                                .count()
                        == MANY;
    }
}
