package dev.tercet.internal.scan;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.spi.engine.Waiting;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A page that is asked for before anybody waits for it. It comes on the I/O thread and is picked up there by nobody but a thread that
 * waits: the callback executor may be busy with the very code that scans.
 */
public final class PageAhead implements ScanIterator.Asked, Calls.Result<GetResult> {
    private final CompletableFuture<GetResult> page = new CompletableFuture<>();
    private final Get get;
    private final Calls.Underway call;

    /** Asks for it. */
    public PageAhead(Calls calls, Get get, CallOptions options) {
        this.get = get;
        this.call = calls.call(KvRpcs.RANGE, get, options, this);
    }

    @Override
    public void done(@Nullable GetResult reply, @Nullable EtcdException failure) {
        if (failure != null) {
            page.completeExceptionally(failure);
        } else {
            page.complete(reply);
        }
    }

    @Override
    public boolean isDone() {
        return page.isDone();
    }

    @Override
    public GetResult await() {
        try {
            if (!page.isDone()) {
                InPlaceCallbacks.refuseToWait(get);
            }
            return Waiting.on(page, get.toString(), Outcome.NOT_APPLIED);
        } finally {
            // If it did not come, nobody waits for it any more.
            call.cancel();
        }
    }
}
