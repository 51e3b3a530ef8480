package dev.tercet.v2.internal.backend;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.V2Backend;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A backend as whoever opened it has it: with an end. */
public interface OpenBackend extends Backend, AutoCloseable {
    /** Which it is; asks the server if that is not known yet. */
    CompletableFuture<V2Backend> kind(CallOptions options);

    /** The servers' endpoints that it knows. */
    List<String> endpoints();

    /**
     * Ends every call and watch, each with {@link dev.tercet.error.ClientClosedException}, as whatever is asked for later does; gives up what
     * is its own, and nothing that it was given. Closing twice is harmless.
     */
    @Override
    void close();
}
