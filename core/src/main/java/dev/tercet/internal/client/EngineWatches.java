package dev.tercet.internal.client;

import dev.tercet.AsyncWatches;
import dev.tercet.connection.CallOptions;
import dev.tercet.internal.watch.ClientWatch;
import dev.tercet.internal.watch.Parcels;
import dev.tercet.internal.watch.WatchContext;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Watches over the engine.
 *
 * @param view the engine and how this view of it is used
 * @param parcels those of the client
 */
public record EngineWatches(View view, Parcels parcels) implements AsyncWatches {
    @Override
    public Watch open(WatchRequest request) {
        Objects.requireNonNull(request, "request");
        return ClientWatch.open(context(), request, null);
    }

    @Override
    public Watch open(WatchRequest request, Consumer<? super WatchSignal> listener) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(listener, "listener");
        return ClientWatch.open(context(), request, listener);
    }

    @Override
    public EngineWatches with(CallOptions options) {
        return new EngineWatches(view.with(options), parcels);
    }

    WatchContext context() {
        return new WatchContext(
                view.calls(),
                view.scheduler(),
                view.callbacks().listeners(),
                view.options(),
                view.namespace(),
                parcels);
    }
}
