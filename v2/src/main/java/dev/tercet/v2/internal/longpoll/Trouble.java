package dev.tercet.v2.internal.longpoll;

import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.error.V2WatcherClearedException;

/** What a failure means for a watch. */
enum Trouble {
    /** Trying again may help. */
    PASSING,
    /** The server no longer has the events that are next. */
    CLEARED,
    /** It is the end. */
    FINAL;

    /**
     * What this one means.
     *
     * @param welcome whether this watch stood once: servers that let it in will again, and ones that never did are configured wrongly
     */
    static Trouble of(EtcdException failure, boolean welcome) {
        if (failure instanceof V2EventIndexClearedException) {
            return CLEARED;
        }
        // A server that took over another's data wakes its watchers with the second of these; a proxy in between says
        // what it likes.
        if (failure instanceof TransientEtcdException
                || failure instanceof V2WatcherClearedException
                || (failure instanceof V2Failure refusal && refusal.payload().status() >= 500)) {
            return PASSING;
        }
        return switch (failure.code()) {
            case CONNECTION_REJECTED, PROTOCOL -> welcome ? PASSING : FINAL;
            default -> FINAL;
        };
    }
}
