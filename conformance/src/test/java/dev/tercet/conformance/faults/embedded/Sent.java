package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Call;
import dev.tercet.conformance.faults.history.End;
import org.jspecify.annotations.Nullable;

/** A call, and between which revisions it was under way. */
final class Sent {
    private final String client;
    private final Act act;
    private final Call call;
    private final long deadline;
    private final long revisionBefore;
    private long revisionAfter = Long.MAX_VALUE;
    private long endedAt = Long.MAX_VALUE;
    private @Nullable End end;

    Sent(String client, Act act, Call call, long deadline, long revisionBefore) {
        this.client = client;
        this.act = act;
        this.call = call;
        this.deadline = deadline;
        this.revisionBefore = revisionBefore;
    }

    void ended(End how, long now, long revision) {
        if (end == null) {
            end = how;
            endedAt = now;
            revisionAfter = revision;
            call.ended(how);
        }
    }

    Act act() {
        return act;
    }

    End end() {
        return end == null ? new End.Pending() : end;
    }

    boolean isOver() {
        return end != null;
    }

    /** Whether it took longer than it may, or still goes on when it may not. */
    boolean isLate(long now) {
        return Math.min(endedAt, now) > deadline;
    }

    long revisionBefore() {
        return revisionBefore;
    }

    long revisionAfter() {
        return revisionAfter;
    }

    @Override
    public String toString() {
        return client + ": " + act + " -> " + end() + ", revisions " + revisionBefore + " to "
                + (revisionAfter == Long.MAX_VALUE ? "..." : revisionAfter);
    }
}
