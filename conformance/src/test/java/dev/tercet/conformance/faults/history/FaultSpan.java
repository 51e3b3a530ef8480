package dev.tercet.conformance.faults.history;

import java.util.List;

/**
 * A fault, from when it was begun until it was over and what it broke worked again.
 *
 * @param name such as {@code kill} or {@code partition}
 * @param where the members or clients that it was done to
 * @param ended {@link Operation#NEVER} if it was not over
 */
public record FaultSpan(String name, List<String> where, long began, long ended, Reach reach) {
    public FaultSpan {
        where = List.copyOf(where);
    }

    /** What it leaves to the clients. */
    public enum Reach {
        /** Every client can reach a majority, through another member if need be, and there is a leader or soon one. */
        MAJORITY,
        /** Some client may be without one. */
        PERHAPS_NONE
    }

    /** Whether there is a moment in both. */
    public boolean touches(long from, long to) {
        return began <= to && from <= ended;
    }

    @Override
    public String toString() {
        return name + " " + where + " " + Operation.span(began, ended);
    }
}
