package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.http.HttpBackend;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.watch.V2Watch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * v2 HTTP or the v3 store: whichever the server offers, which the first call finds out.
 *
 * <p>Threads: any. What comes before that is known waits for it, each call no longer than its own deadline.
 */
final class ChosenBackend extends RelayBackend {
    private final HttpBackend http;
    private final CallEngine engine;
    private final Choice choice;

    ChosenBackend(HttpBackend http, V2Settings settings) {
        this.http = http;
        this.engine = http.engine();
        this.choice = new Choice(http, settings);
    }

    @Override
    <T> CompletableFuture<T> relay(Object what, Outcome doubt, CallOptions options, Call<T> call) {
        OpenBackend known = choice.known();
        if (known != null) {
            return call.at(known, options);
        }
        return new ChosenCall<>(engine, what, options, call).after(choice.ask());
    }

    @Override
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        OpenBackend known = choice.known();
        if (known != null) {
            return known.watch(watch, recovers, sink);
        }
        ChosenWatch later = new ChosenWatch(choice, engine, watch, recovers, sink);
        later.start();
        return later;
    }

    @Override
    public CompletableFuture<V2Backend> kind(CallOptions options) {
        return relay(
                "find out which API the server offers",
                Outcome.NOT_APPLIED,
                options,
                (backend, left) -> ((OpenBackend) backend).kind(left));
    }

    @Override
    public List<String> endpoints() {
        OpenBackend known = choice.known();
        return (known == null ? http : known).endpoints();
    }

    @Override
    public void close() {
        try {
            choice.close();
        } finally {
            http.close();
        }
    }
}
