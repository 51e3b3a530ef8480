package dev.tercet.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.connection.Tls;
import dev.tercet.internal.call.Engine;
import dev.tercet.internal.endpoint.Candidate;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.CallbackThreads;
import dev.tercet.internal.schedule.Wheel;
import dev.tercet.internal.tls.FileTlsMaterial;
import dev.tercet.internal.watch.Parcels;
import dev.tercet.kv.Bytes;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Puts a client together. */
public final class ClientStart {
    /** As many as fit into the bits of a number, which is how a call remembers where it was. */
    private static final int MOST_ENDPOINTS = Long.SIZE;

    private ClientStart() {}

    /**
     * All that a client is set up with.
     *
     * @param source where its endpoints come from
     * @param credentials as whom it calls
     * @param tls how it verifies, null for the way of the JVM
     * @param options deadline and retries
     * @param namespace the prefix of every key
     * @param charset what strings become
     * @param callbackExecutor where user code runs, null for threads of its own
     * @param transport the wire, null for those on the class path
     * @param connectTimeout for a connection to be made
     * @param keepAliveTime silence before a probe
     * @param keepAliveTimeout for a probe's answer
     * @param maxInboundBytes the largest answer
     */
    public record Setup(
            EndpointSource source,
            Credentials credentials,
            @Nullable Tls tls,
            CallOptions options,
            Bytes namespace,
            Charset charset,
            @Nullable Executor callbackExecutor,
            @Nullable TransportProvider transport,
            Duration connectTimeout,
            Duration keepAliveTime,
            Duration keepAliveTimeout,
            int maxInboundBytes) {}

    /** Starts one, without connecting. */
    public static EtcdClient start(Setup setup) {
        Tls tls = setup.tls() == null ? Tls.system() : setup.tls();
        TlsMaterial material = FileTlsMaterial.of(tls);
        List<Candidate> candidates = setup.source().find(setup.tls() != null);
        if (candidates.size() > MOST_ENDPOINTS) {
            throw new IllegalArgumentException(
                    "endpoints: a client takes " + MOST_ENDPOINTS + " at most, not " + candidates.size());
        }
        List<TransportProvider> providers = providers(candidates, setup.transport());
        Wheel wheel = new Wheel();
        TransportSettings settings = new TransportSettings(
                material,
                setup.connectTimeout(),
                setup.keepAliveTime(),
                setup.keepAliveTimeout(),
                setup.maxInboundBytes(),
                (delayNanos, task) -> wheel.schedule(delayNanos, task)::cancel);
        List<Transport> transports;
        try {
            transports = open(candidates, providers, settings);
        } catch (RuntimeException | Error e) {
            wheel.close();
            throw e;
        }
        Executor given = setup.callbackExecutor();
        ThreadPoolExecutor own = given == null ? CallbackThreads.of(wheel) : null;
        Executor callbacks = given == null ? Objects.requireNonNull(own) : given;
        Engine engine = new Engine(
                new Endpoints(candidates, transports, wheel), wheel, callbacks, setup.credentials(), setup.options());
        View view =
                new View(engine, wheel, callbacks, setup.options(), new Namespace(setup.namespace()), setup.charset());
        Shared shared = new Shared(engine, new Shutdown(engine, wheel, own), new Claims(), new Parcels());
        return new BlockingClient(view, shared);
    }

    /** The way to each, or none at all: nobody could close those that were made. */
    private static List<Transport> open(
            List<Candidate> candidates, List<TransportProvider> providers, TransportSettings settings) {
        List<Transport> transports = new ArrayList<>(candidates.size());
        try {
            for (int i = 0; i < candidates.size(); i++) {
                transports.add(providers.get(i).open(candidates.get(i).endpoint(), settings));
            }
        } catch (RuntimeException | Error e) {
            for (Transport transport : transports) {
                try {
                    transport.close();
                } catch (RuntimeException also) {
                    e.addSuppressed(also);
                }
            }
            throw e;
        }
        return transports;
    }

    /** Who makes the way to each: all that ask for the same get the same. */
    private static List<TransportProvider> providers(List<Candidate> candidates, @Nullable TransportProvider given) {
        Map<String, TransportProvider> byName = new HashMap<>();
        List<TransportProvider> providers = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Endpoint endpoint = candidate.endpoint();
            if (given == null) {
                providers.add(byName.computeIfAbsent(
                        endpoint.transport().orElse(""), name -> TransportProvider.onClassPath(endpoint)));
            } else {
                providers.add(given(endpoint, given));
            }
        }
        return providers;
    }

    // One of the two would be disregarded, and nobody told which.
    private static TransportProvider given(Endpoint endpoint, TransportProvider given) {
        String wanted = endpoint.transport().orElse(given.name());
        if (!wanted.equals(given.name())) {
            throw new IllegalArgumentException("endpoint \"" + endpoint + "\" asks for the transport " + wanted
                    + ", but the client was given " + given.name() + ": leave transport(...) out, or \"" + wanted
                    + "+\" in the endpoint");
        }
        return given;
    }
}
