package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.status.EtcdError;

/** A stream that is open, or a call that waits for its answer. On any thread. */
interface Breakable {
    /** Its connection breaks. */
    void breakOff();

    /** It ends with this error. */
    void end(EtcdError error);

    /** Whether it is a stream. */
    boolean isStream();

    /** Whether it is a stream for any number of watches or of renewals, and not there for one thing alone. */
    boolean isShared();

    /** Whether it cannot go on without a leader. */
    boolean needsLeader();
}
