package dev.tercet.v2.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.v2.error.V2DisabledException;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.http.HttpBackend;
import dev.tercet.v2.internal.settings.V2Settings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which backend it is to be, as the server says: one question for all who want to know at the same time, and another for who comes after
 * it failed.
 *
 * <p>Threads: any. The lock guards who asks and what became of it; nothing is called while it is held.
 */
final class Choice {
    private static final Logger LOG = LoggerFactory.getLogger(Choice.class);

    private final HttpBackend http;
    private final V2Settings settings;
    private final Object lock = new Object();

    private volatile @Nullable OpenBackend known;
    private @Nullable CompletableFuture<OpenBackend> question;
    private boolean closed;

    Choice(HttpBackend http, V2Settings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** What was found out. */
    @Nullable
    OpenBackend known() {
        return known;
    }

    /** What is found out. Belongs to all who wait for it: it is not to be ended from outside. */
    CompletableFuture<OpenBackend> ask() {
        CompletableFuture<OpenBackend> mine = new CompletableFuture<>();
        synchronized (lock) {
            CompletableFuture<OpenBackend> theirs = question;
            if (theirs != null) {
                return theirs;
            }
            question = mine;
        }
        http.machines(CallOptions.DEFAULT.withTimeout(settings.readTimeout()))
                .whenComplete((machines, failure) -> answered(mine, failure));
        return mine;
    }

    private void answered(CompletableFuture<OpenBackend> asked, @Nullable Throwable failure) {
        OpenBackend chosen;
        try {
            chosen = choose(failure);
        } catch (RuntimeException | Error e) {
            synchronized (lock) {
                question = null;
            }
            asked.completeExceptionally(e);
            return;
        }
        boolean late;
        synchronized (lock) {
            known = chosen;
            late = closed;
        }
        if (late) {
            chosen.close();
        }
        asked.complete(chosen);
    }

    private OpenBackend choose(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null || cause instanceof V2Failure) {
            // It speaks v2, whatever it has to say.
            return http;
        } else if (cause instanceof V2DisabledException) {
            if (settings.expectedClusterId() != null) {
                throw nobodyChecks(cause);
            }
            OpenBackend store = StoreBackend.owning(store());
            LOG.warn(
                    "The v2 API is disabled at {}, so their v3 store answers: data written by v2 HTTP are not seen. Say"
                            + " backend(HTTP) to fail instead, until they are migrated, or backend(V3) if this is"
                            + " meant.",
                    http.endpoints());
            return store;
        } else if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new CompletionException(cause);
    }

    private RejectedEtcdException nobodyChecks(Throwable cause) {
        return new RejectedEtcdException(new Details(
                ErrorCode.UNSUPPORTED,
                Outcome.NOT_APPLIED,
                "the servers at " + http.endpoints() + " offer no v2 API, and over their v3 store nobody checks"
                        + " expectedClusterId " + settings.expectedClusterId()
                        + ": enable v2 there, or build the client without it",
                "machines",
                null,
                cause));
    }

    private EtcdClient store() {
        try {
            return StoreStart.start(settings, http.engine().callbacks());
        } catch (EtcdException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RejectedEtcdException(new Details(
                    ErrorCode.UNSUPPORTED,
                    Outcome.NOT_APPLIED,
                    "the servers at " + http.endpoints() + " offer no v2 API, and their v3 store cannot be used: "
                            + e.getMessage(),
                    "machines",
                    null,
                    e));
        }
    }

    /** Closes what was found out, or will be. */
    void close() {
        OpenBackend found;
        synchronized (lock) {
            closed = true;
            found = known;
        }
        if (found != null) {
            found.close();
        }
    }
}
