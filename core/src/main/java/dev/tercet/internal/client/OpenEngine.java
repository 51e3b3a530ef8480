package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.internal.call.Engine;
import dev.tercet.internal.call.FutureResult;
import dev.tercet.internal.call.Question;
import dev.tercet.internal.schedule.Wheel;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportTimer;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.spi.engine.EngineChoice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** An engine that speaks another dialect than ours: the same as under every client, with the rows left to whoever calls. */
public final class OpenEngine implements CallEngine {
    private static final int ANYWHERE = -1;

    private final EngineStart.Started started;
    private final TransportProvider provider;
    private final boolean onlyTls;

    private OpenEngine(EngineStart.Started started, TransportProvider provider, boolean onlyTls) {
        this.started = started;
        this.provider = provider;
        this.onlyTls = onlyTls;
    }

    /** Starts one, without connecting. */
    public static <Q> CallEngine start(EngineStart.Setup setup, CallOptions options, EngineChoice<Q> choice) {
        Question<Q, ?> question = new Question<>(choice.probe(), choice.question());
        return new OpenEngine(
                EngineStart.start(
                        setup, Wheel::new, Credentials.NONE, options, question, choice.retries(), choice.staying()),
                choice.transport(),
                setup.tls() != null && !setup.plainBesideTls());
    }

    private Engine engine() {
        return started.engine();
    }

    @Override
    public <Q, R, T> CompletableFuture<T> call(
            Rpc<Q, R> rpc, Q request, CallOptions options, Function<? super R, ? extends T> mapping) {
        return call(rpc, request, options, ANYWHERE, mapping);
    }

    @Override
    public <Q, R, T> CompletableFuture<T> callAt(
            Endpoint endpoint,
            Rpc<Q, R> rpc,
            Q request,
            CallOptions options,
            Function<? super R, ? extends T> mapping) {
        int index = endpoints().indexOf(endpoint);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\" is not one of this engine's: " + endpoints());
        }
        return call(rpc, request, options, index, mapping);
    }

    private <Q, R, T> CompletableFuture<T> call(
            Rpc<Q, R> rpc, Q request, CallOptions options, int index, Function<? super R, ? extends T> mapping) {
        FutureResult<T> future = new FutureResult<>(started.callbacks());
        future.of(
                engine().call(rpc, request, options, index, (reply, failure) -> future.done(reply, failure, mapping)));
        return future;
    }

    @Override
    public List<Endpoint> endpoints() {
        return engine().book().all();
    }

    @Override
    public boolean add(Endpoint endpoint) {
        EngineStart.given(endpoint, provider);
        if (onlyTls) {
            EndpointSource.encrypted(endpoint);
        }
        return engine().book().add(endpoint, where -> provider.open(where, started.settings()));
    }

    @Override
    public TransportTimer timer() {
        return started.settings().timer();
    }

    @Override
    public long nanoTime() {
        return started.timer().nanoTime();
    }

    @Override
    public Executor callbacks() {
        return started.callbacks().threads();
    }

    @Override
    public Runnable onClose(Runnable task) {
        return engine().onClose(task)::cancel;
    }

    @Override
    public boolean isClosed() {
        return engine().isClosed();
    }

    @Override
    public void close() {
        started.shutdown().run();
    }

    @Override
    public String toString() {
        return "etcd engine of " + endpoints();
    }
}
