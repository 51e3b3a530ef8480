package dev.tercet.internal.scan;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.internal.call.Calls;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page that is asked for before anybody waits for it. It comes on the I/O thread and is picked up there by nobody but a thread that
 * waits: the callback executor may be busy with the very code that scans.
 */
public final class PageAhead implements Calls.Result<GetResult>, Supplier<GetResult> {
    private final CompletableFuture<GetResult> page = new CompletableFuture<>();
    private final Calls calls;
    private final Get get;
    private final CallOptions options;
    private final Calls.Underway call;

    /** Asks for it. */
    public PageAhead(Calls calls, Get get, CallOptions options) {
        this.calls = calls;
        this.get = get;
        this.options = options;
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

    /** Waits for it; interrupts and failures are as those of any call. */
    @Override
    public GetResult get() {
        if (InPlaceCallbacks.isRunning() && !page.isDone()) {
            return refused();
        }
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EtcdException failure) {
                // Made on an I/O thread; the caller's stack is what its reader needs.
                failure.fillInStackTrace();
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Asked for on this thread it is refused, in words that say why. */
    private GetResult refused() {
        call.cancel();
        return calls.await(KvRpcs.RANGE, get, options);
    }
}
