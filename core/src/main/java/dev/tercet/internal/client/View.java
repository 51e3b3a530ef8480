package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.batch.BatchedCalls;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Batching;
import java.nio.charset.Charset;
import java.util.concurrent.Executor;

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
        Executor callbacks,
        CallOptions options,
        Namespace namespace,
        Charset charset) {
    public View with(CallOptions other) {
        return new View(calls, scheduler, callbacks, other, namespace, charset);
    }

    /** The same, with calls on single keys that go together. */
    public View batching(Batching limits) {
        return new View(
                BatchedCalls.of(calls, scheduler, callbacks, limits),
                scheduler,
                callbacks,
                options,
                namespace,
                charset);
    }

    public View with(Namespace other) {
        return new View(calls, scheduler, callbacks, options, other, charset);
    }

    public View with(Charset other) {
        return new View(calls, scheduler, callbacks, options, namespace, other);
    }
}
