package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what became of an import, and says it. For one thread, but for {@link #textUnderWay}, which any may ask for. */
final class ImportTally {
    private final long batches;
    private final long changes;
    private int done;
    private int unknown;
    private long updated;
    private long deleted;
    private final Set<Bytes> leftAlone = new HashSet<>();
    private @Nullable Throwable failure;

    /**
     * Of an import that is about to begin.
     *
     * @param batches how many transactions it is
     * @param changes how many changes
     */
    ImportTally(long batches, long changes) {
        this.batches = batches;
        this.changes = changes;
    }

    synchronized void add(Landing landing) {
        Throwable cause = landing.failure();
        if (cause == null) {
            int deletesLeft = (int) landing.conflicts().stream()
                    .filter(conflict -> conflict.change().isDelete())
                    .count();
            done++;
            landing.conflicts()
                    .forEach(conflict -> leftAlone.add(conflict.change().key()));
            deleted += landing.batch().deletes() - deletesLeft;
            updated += landing.batch().updates() - (landing.conflicts().size() - deletesLeft);
        } else {
            failed(cause);
            unknown += landing.isInDoubt() ? 1 : 0;
        }
    }

    /** That something else went wrong. */
    void failed(Throwable cause) {
        failure = failure == null ? cause : failure;
    }

    /** That nobody waited for so many batches. */
    void abandoned(int batches) {
        unknown += batches;
    }

    long updated() {
        return updated;
    }

    long deleted() {
        return deleted;
    }

    long conflicts() {
        return leftAlone.size();
    }

    /** The keys that somebody else had changed. */
    Set<Bytes> leftAlone() {
        return leftAlone;
    }

    /** What was looked at, done or left alone. */
    long handled() {
        return updated + deleted + conflicts();
    }

    long changes() {
        return changes;
    }

    /** The first failure, if there was one. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isComplete() {
        return done == batches;
    }

    /** What is done, for an import that is under way: nobody will hear of more. */
    synchronized String textUnderWay() {
        return "At least " + done + " of " + batches + (batches == 1 ? " transaction is" : " transactions are")
                + " done ("
                + updated + " keys updated, " + deleted
                + " deleted); others may or may not be. Run it again: it compares anew and goes on from there.";
    }

    /** What is done and what is not, for an import that ended early. */
    String text() {
        if (done == 0 && unknown == 0) {
            return "Nothing was changed.";
        }
        long not = batches - done - unknown;
        StringBuilder text = new StringBuilder();
        text.append(done).append(" of ").append(batches).append(" transactions");
        text.append(done == 1 ? " is done (" : " are done (").append(updated).append(" keys updated, ");
        text.append(deleted).append(" deleted)");
        if (unknown > 0) {
            text.append(", ").append(unknown).append(" may or may not be");
        }
        if (not > 0) {
            text.append(", ").append(not).append(not == 1 ? " is not" : " are not");
        }
        return text.append(". Run it again: it compares anew and goes on from there.")
                .toString();
    }
}
