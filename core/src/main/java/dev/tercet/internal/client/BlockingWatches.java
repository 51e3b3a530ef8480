package dev.tercet.internal.client;

import dev.tercet.Watches;
import dev.tercet.connection.CallOptions;
import dev.tercet.internal.watch.ClientWatch;
import dev.tercet.internal.watch.Parcels;
import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the engine, for callers who wait.
 *
 * @param view the engine and how this view of it is used; its deadline is for opening
 * @param parcels those of the client
 */
public record BlockingWatches(View view, Parcels parcels) implements Watches {
    @Override
    public Watch open(WatchRequest request) {
        Objects.requireNonNull(request, "request");
        return awaited(request, null);
    }

    @Override
    public Watch open(WatchRequest request, Consumer<? super WatchSignal> listener) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(listener, "listener");
        return awaited(request, listener);
    }

    @Override
    public BlockingWatches with(CallOptions options) {
        return new BlockingWatches(view.with(options), parcels);
    }

    // Waits on the engine's own future, not on the caller's copy of it: that one completes on the callback executor,
    // whose last thread may be the one that waits here.
    private Watch awaited(WatchRequest request, @Nullable Consumer<? super WatchSignal> listener) {
        InPlaceCallbacks.refuseToWait(request);
        ClientWatch watch = ClientWatch.open(new EngineWatches(view, parcels).context(), request, listener);
        watch.awaitStarted(view.options().timeout());
        return watch;
    }
}
