package dev.tercet.internal.watch;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.Scheduler;
import java.util.concurrent.Executor;

/**
 * What a watch lives in.
 *
 * @param calls the engine
 * @param scheduler its clock
 * @param callbacks where user code runs
 * @param options for the reads of a resync, and for how long a stream may be silent at first
 * @param namespace the prefix of every key
 * @param parcels what messages are made into, for all watches of the client
 */
public record WatchContext(
        Calls calls,
        Scheduler scheduler,
        Executor callbacks,
        CallOptions options,
        Namespace namespace,
        Parcels parcels) {}
