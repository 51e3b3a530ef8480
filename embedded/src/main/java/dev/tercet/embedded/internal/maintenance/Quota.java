package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;

/** Whether there is room for more, and the alarm that says that there is not. Within a step. */
public final class Quota {
    public Quota(Apply apply, Store store, Identity identity, Limits limits) {}

    /**
     * Makes sure that a write of about this size fits; raises the alarm NOSPACE and throws {@code EtcdErrors.NO_SPACE} if it does
     * not, or if the alarm is raised already.
     */
    public void check(long bytes) {
        throw new UnsupportedOperationException();
    }

    /** Throws {@code EtcdErrors.CORRUPT_CLUSTER} if that alarm is raised. */
    public void checkIntact() {
        throw new UnsupportedOperationException();
    }
}
