package dev.tercet.embedded.internal.mvcc;

import java.util.List;

/** Hears of every revision, within the step that made it. */
@FunctionalInterface
public interface CommitListener {
    /**
     * A revision was made.
     *
     * @param changes at least one, in the order in which they were made
     */
    void onCommit(long revision, List<Change> changes);
}
