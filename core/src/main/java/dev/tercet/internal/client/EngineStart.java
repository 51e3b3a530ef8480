package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.connection.Tls;
import dev.tercet.internal.call.Engine;
import dev.tercet.internal.call.Question;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.Drainer;
import dev.tercet.internal.endpoint.Candidate;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.schedule.CallbackThreads;
import dev.tercet.internal.schedule.ClientTimer;
import dev.tercet.internal.tls.FileTlsMaterial;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an engine together, with its timer, its threads and the ways to its endpoints. */
public final class EngineStart {
    private EngineStart() {}

    /**
     * All that an engine is set up with.
     *
     * @param source where its endpoints come from
     * @param tls how it verifies, null for the way of the JVM
     * @param plainBesideTls whether endpoints may go without although {@code tls} was given
     * @param callbackExecutor where user code runs, null for threads of its own
     * @param transport the wire, null for those on the class path
     * @param connectTimeout for a connection to be made
     * @param keepAliveTime silence before a probe
     * @param keepAliveTimeout for a probe's answer
     * @param maxInboundBytes the largest answer
     */
    public record Setup(
            EndpointSource source,
            @Nullable Tls tls,
            boolean plainBesideTls,
            @Nullable Executor callbackExecutor,
            @Nullable TransportProvider transport,
            Duration connectTimeout,
            Duration keepAliveTime,
            Duration keepAliveTimeout,
            int maxInboundBytes) {}

    /**
     * What was put together.
     *
     * @param engine the engine
     * @param timer its time
     * @param callbacks where user code runs
     * @param settings how ways to endpoints are made
     * @param shutdown the end of it all
     */
    record Started(
            Engine engine, ClientTimer timer, Callbacks callbacks, TransportSettings settings, Shutdown shutdown) {}

    /**
     * Starts one, without connecting.
     *
     * @param making makes its time, once it is sure to be ended
     */
    static Started start(
            Setup setup,
            Supplier<ClientTimer> making,
            Credentials credentials,
            CallOptions options,
            Question<?, ?> question,
            boolean retries,
            boolean staying) {
        TlsMaterial material = FileTlsMaterial.of(setup.tls() == null ? Tls.system() : setup.tls());
        List<Candidate> candidates = setup.source().find(setup.tls() != null, setup.plainBesideTls());
        if (candidates.size() > Endpoints.MOST) {
            throw new IllegalArgumentException(
                    "endpoints: a client takes " + Endpoints.MOST + " at most, not " + candidates.size());
        }
        List<TransportProvider> providers = providers(candidates, setup.transport());
        ClientTimer timer = making.get();
        TransportSettings settings = new TransportSettings(
                material,
                setup.connectTimeout(),
                setup.keepAliveTime(),
                setup.keepAliveTimeout(),
                setup.maxInboundBytes(),
                (delayNanos, task) -> timer.schedule(delayNanos, task)::cancel);
        List<Transport> transports;
        try {
            transports = open(candidates, providers, settings);
        } catch (RuntimeException | Error e) {
            timer.close();
            throw e;
        }
        Executor given = setup.callbackExecutor();
        ThreadPoolExecutor own = given == null ? CallbackThreads.of(timer) : null;
        Callbacks callbacks = new Drainer(given == null ? Objects.requireNonNull(own) : given, timer);
        Engine engine = new Engine(
                new Endpoints(candidates, transports, timer, staying), timer, credentials, options, question, retries);
        return new Started(engine, timer, callbacks, settings, new Shutdown(engine, timer, own));
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
    static TransportProvider given(Endpoint endpoint, TransportProvider given) {
        String wanted = endpoint.transport().orElse(given.name());
        if (!wanted.equals(given.name())) {
            throw new IllegalArgumentException("endpoint \"" + endpoint + "\" asks for the transport " + wanted
                    + ", but the client was given " + given.name() + ": leave transport(...) out, or \"" + wanted
                    + "+\" in the endpoint");
        }
        return given;
    }
}
