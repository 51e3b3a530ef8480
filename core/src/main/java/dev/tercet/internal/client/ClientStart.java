package dev.tercet.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.internal.call.Question;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.ClientTimer;
import dev.tercet.internal.schedule.Wheel;
import dev.tercet.internal.watch.Parcels;
import dev.tercet.kv.Bytes;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/** Puts a client together. */
public final class ClientStart {
    private ClientStart() {}

    /**
     * All that a client is set up with.
     *
     * @param engine what its engine is set up with
     * @param credentials as whom it calls
     * @param options deadline and retries
     * @param namespace the prefix of every key
     * @param charset what strings become
     */
    public record Setup(
            EngineStart.Setup engine, Credentials credentials, CallOptions options, Bytes namespace, Charset charset) {}

    /** Starts one, without connecting. */
    public static EtcdClient start(Setup setup) {
        return start(setup, Wheel::new);
    }

    /** Starts one that has its time from there, without connecting. */
    public static EtcdClient start(Setup setup, Supplier<ClientTimer> timer) {
        EngineStart.Started started = EngineStart.start(
                setup.engine(), timer, setup.credentials(), setup.options(), Question.OF_V3, true, false);
        View view = new View(
                started.engine(),
                started.timer(),
                started.callbacks(),
                setup.options(),
                new Namespace(setup.namespace()),
                setup.charset());
        Shared shared = new Shared(started.engine(), started.shutdown(), new Claims(), new Parcels());
        return new BlockingClient(view, shared);
    }
}
