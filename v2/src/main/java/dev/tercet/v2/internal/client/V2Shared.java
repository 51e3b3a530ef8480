package dev.tercet.v2.internal.client;

import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.lock.Locks;
import dev.tercet.v2.internal.time.V2Timer;
import java.util.concurrent.Executor;

/**
 * What all views of a client share; a view is this and its deadline.
 *
 * @param backend what answers
 * @param timer for what takes too long
 * @param callbacks where user code runs
 * @param locks those of the client
 */
record V2Shared(OpenBackend backend, V2Timer timer, Executor callbacks, Locks locks) implements AutoCloseable {
    /** Locks first, since their last calls go by the backend. */
    @Override
    public void close() {
        try {
            locks.close();
        } finally {
            backend.close();
        }
    }
}
