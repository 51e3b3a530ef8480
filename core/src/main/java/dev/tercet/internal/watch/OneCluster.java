package dev.tercet.internal.watch;

/** Whose the revisions of a watch are: the cluster's whose member answers first, whichever of its ranges that is for. */
final class OneCluster {
    // 0 until somebody has said.
    private long id;

    /** The cluster's id; 0 if it is not known yet. */
    long id() {
        return id;
    }

    /**
     * Whether an answer is another cluster's than the first was, which it may be itself.
     *
     * @param some what it says; 0 if it does not, which is taken for ours
     */
    boolean isNot(long some) {
        if (id == 0) {
            id = some;
        }
        return some != 0 && some != id;
    }
}
