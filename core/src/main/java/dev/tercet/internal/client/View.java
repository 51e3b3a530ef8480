package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.batch.BatchedCalls;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.FutureResult;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.InPlace;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Batching;
import dev.tercet.spi.Rpc;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;

/**
 * What a service is made of: the engine, and how this view of the client uses it.
 *
 * @param calls the engine
 * @param scheduler its clock
 * @param callbacks where user code runs
 * @param options deadline and retry
 * @param namespace the prefix of every key
 * @param charset what strings become
 */
public record View(
        Calls calls,
        Scheduler scheduler,
        Callbacks callbacks,
        CallOptions options,
        Namespace namespace,
        Charset charset) {
    /**
     * Makes a call for a caller who does not wait. The future's dependents run where user code does; cancelling it cancels the call.
     */
    public <Q, R> CompletableFuture<R> call(Rpc<Q, R> rpc, Q request, CallOptions how) {
        return FutureResult.of(callbacks, calls, rpc, request, how);
    }

    /** The same, with calls that go to this endpoint and to no other. */
    public View at(String endpoint) {
        return new View(calls.at(endpoint), scheduler, callbacks, options, namespace, charset);
    }

    /** The same, with user code on the thread that brings what it is told. */
    public View inPlace() {
        return new View(calls, scheduler, new InPlace(handedOver().callbacks), options, namespace, charset);
    }

    /** The same, with user code handed over to threads that may wait. */
    public View handedOver() {
        return callbacks instanceof InPlace inPlace
                ? new View(calls, scheduler, inPlace.handedOver(), options, namespace, charset)
                : this;
    }

    public View with(CallOptions other) {
        return new View(calls, scheduler, callbacks, other, namespace, charset);
    }

    /** The same, with calls on single keys that go together. */
    public View batching(Batching limits) {
        return new View(BatchedCalls.of(calls, scheduler, limits), scheduler, callbacks, options, namespace, charset);
    }

    public View with(Namespace other) {
        return new View(calls, scheduler, callbacks, options, other, charset);
    }

    public View with(Charset other) {
        return new View(calls, scheduler, callbacks, options, namespace, other);
    }
}
