package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.internal.client.ClientStart;
import dev.tercet.internal.client.EndpointSource;
import dev.tercet.internal.client.EngineStart;
import dev.tercet.internal.client.OpenEngine;
import dev.tercet.kv.Bytes;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.spi.engine.EngineChoice;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a client. Only where to connect is needed: {@link #endpoints} or {@link #srv(String)}.
 *
 * @since 0.1
 */
public final class EtcdClientBuilder {
    private static final Duration LEAST_KEEP_ALIVE = Duration.ofSeconds(5);

    /** As many nanoseconds as there can be. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private @Nullable EndpointSource source;
    private Credentials credentials = Credentials.NONE;
    private @Nullable Tls tls;
    private CallOptions options = CallOptions.DEFAULT;
    private Bytes namespace = Bytes.EMPTY;
    private Charset charset = StandardCharsets.UTF_8;
    private @Nullable Executor callbackExecutor;
    private @Nullable TransportProvider transport;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration keepAliveTime = Duration.ofSeconds(10);
    private Duration keepAliveTimeout = Duration.ofSeconds(5);
    private int maxInboundBytes = Integer.MAX_VALUE;

    EtcdClientBuilder() {}

    /**
     * Connects to these.
     *
     * @param endpoints {@code host:port}, {@code http://host:port} or {@code https://host:port}, IPv6 addresses in brackets; one text
     *     may hold several with commas. Without a scheme it is {@code https} if {@link #tls} was set, else {@code http};
     *     {@code http://} together with {@link #tls} is refused. At most 64. A transport's name before the scheme says by which to
     *     go there, as in {@code gateway+http://host:port} and {@code gateway+https://host:port}; they may be mixed
     */
    public EtcdClientBuilder endpoints(String... endpoints) {
        return endpoints(List.of(endpoints));
    }

    /** Connects to these; see {@link #endpoints(String...)}. */
    public EtcdClientBuilder endpoints(List<String> endpoints) {
        List<String> copy = List.copyOf(endpoints);
        source = EndpointSource.given(copy);
        return this;
    }

    /**
     * Connects to what DNS says for a domain: {@code _etcd-client-ssl._tcp} (as https), or else {@code _etcd-client._tcp} (as http).
     * Those of the lowest priority are used as long as one of them is well, each by its weight. With {@link #tls} set, where the
     * former name has records, and where nobody could say whether it has, the latter does not count: what can be encrypted is.
     * {@link #build()} asks, and fails if there is nothing. DNS does not say by which transport: where it is not to be the usual one,
     * that is for {@link #transport} to say.
     */
    public EtcdClientBuilder srv(String domain) {
        return srv(domain, "");
    }

    /** Like {@link #srv(String)}, with a service name: {@code _etcd-client-ssl-NAME._tcp} or {@code _etcd-client-NAME._tcp}. */
    public EtcdClientBuilder srv(String domain, String serviceName) {
        Objects.requireNonNull(serviceName, "serviceName");
        if (domain.isBlank()) {
            throw new IllegalArgumentException("domain is blank");
        }
        source = EndpointSource.srv(domain, serviceName);
        return this;
    }

    /**
     * Connects to what DNS says for a domain, as clients of the v2 API find it: the first of {@code _etcd-client-ssl._tcp}, {@code
     * _etcd-client._tcp}, {@code _etcd-ssl._tcp} and {@code _etcd._tcp} that has records; those with {@code ssl} as https. Priorities
     * and weights count as in {@link #srv(String)}, and with {@link #tls} set those without {@code ssl} do not count.
     */
    public EtcdClientBuilder srvWithOldNames(String domain) {
        if (domain.isBlank()) {
            throw new IllegalArgumentException("domain is blank");
        }
        source = EndpointSource.srvWithOldNames(domain);
        return this;
    }

    /** As whom; nobody unless set. */
    public EtcdClientBuilder credentials(Credentials who) {
        credentials = Objects.requireNonNull(who, "credentials");
        return this;
    }

    /** As this user; short for {@code credentials(Credentials.of(user, password))}. */
    public EtcdClientBuilder credentials(String user, String password) {
        return credentials(Credentials.of(user, password));
    }

    /**
     * How {@code https} endpoints are verified; {@link Tls#system()} unless set. Once it is set, {@link #build()} refuses endpoints
     * that say {@code http://}.
     */
    public EtcdClientBuilder tls(Tls how) {
        tls = Objects.requireNonNull(how, "tls");
        return this;
    }

    /** The deadline of every call; ten seconds unless set. */
    public EtcdClientBuilder timeout(Duration timeout) {
        return options(options.withTimeout(timeout));
    }

    /** Deadline and retries of every call. */
    public EtcdClientBuilder options(CallOptions how) {
        options = Objects.requireNonNull(how, "options");
        return this;
    }

    /** A prefix before every key; none unless set. */
    public EtcdClientBuilder namespace(Bytes prefix) {
        namespace = Objects.requireNonNull(prefix, "namespace");
        return this;
    }

    /** A prefix before every key, in UTF-8. */
    public EtcdClientBuilder namespace(String prefix) {
        return namespace(Bytes.of(prefix));
    }

    /** What strings become; UTF-8 unless set. */
    public EtcdClientBuilder charset(Charset how) {
        charset = Objects.requireNonNull(how, "charset");
        return this;
    }

    /**
     * Where user code runs: dependents of futures, listeners, subscribers. Unless set, on daemon threads of the client's own, as
     * many as there are callbacks that block. The client does not shut it down.
     */
    public EtcdClientBuilder callbackExecutor(Executor executor) {
        callbackExecutor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * The wire to all endpoints. Unless set, an endpoint that names a transport before its scheme gets that one, and the others get
     * the one that is on the class path, or of several the one called {@code grpc}.
     *
     * <p>Once it is set, {@link #build()} refuses endpoints that name another.
     */
    public EtcdClientBuilder transport(TransportProvider provider) {
        transport = Objects.requireNonNull(provider, "provider");
        return this;
    }

    /**
     * How long a connection may take to be made, with its TLS handshake, before a new attempt is begun instead; five seconds unless
     * set. It ends no call: those that wait go with the new attempt, until their own deadline.
     */
    public EtcdClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = positive("connectTimeout", timeout);
        return this;
    }

    /**
     * How a dead connection is found out: one with calls or watches on it that is silent for {@code time} is probed, and given up
     * when the probe is not answered within {@code timeout}. Ten and five seconds unless set.
     *
     * <p>Over gRPC ten seconds is the least: a shorter {@code time} counts as that. Over the gateway, where connections cannot be
     * probed, it is watches and observations that are: each group that shares a websocket, or each by itself.
     *
     * @throws IllegalArgumentException if {@code time} is under five seconds: etcd would end the connection for it
     */
    public EtcdClientBuilder keepAlive(Duration time, Duration timeout) {
        if (time.compareTo(LEAST_KEEP_ALIVE) < 0) {
            throw new IllegalArgumentException(
                    "keepAlive time is " + time + ": etcd ends connections that are probed more often than every 5 s");
        }
        keepAliveTime = positive("keepAlive time", time);
        keepAliveTimeout = positive("keepAlive timeout", timeout);
        return this;
    }

    /**
     * The largest answer that is accepted; no limit but the two gigabytes of an array unless set.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public EtcdClientBuilder maxInboundBytes(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxInboundBytes must be at least 1, not " + bytes);
        }
        maxInboundBytes = bytes;
        return this;
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + duration);
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /**
     * Starts the client, without connecting.
     *
     * @throws IllegalArgumentException if endpoints are missing, malformed or more than 64, if one says {@code http://} although
     *     {@link #tls} was set, or names another transport than {@link #transport} was given, or if a TLS file cannot be read
     * @throws dev.tercet.error.EtcdException if DNS was to be asked and has no answer
     * @throws IllegalStateException if the class path has no transport, or not the one that an endpoint names, or several of which
     *     none is called {@code grpc}; it says what there is, and what to add
     */
    public EtcdClient build() {
        return ClientStart.start(
                new ClientStart.Setup(setup(false, transport), credentials, options, namespace, charset));
    }

    /**
     * Starts an engine alone, without connecting: the deadlines, retries and failover of a client, for a dialect of etcd that has an API of
     * its own. The transport is that of the choice. The options are given with each call, and keys and logging in are the dialect's affair.
     *
     * @throws IllegalArgumentException as {@link #build()} does, and if {@link #transport}, {@link #credentials} or {@link #namespace} were
     *     set: nobody would heed them
     * @throws dev.tercet.error.EtcdException if DNS was to be asked and has no answer
     */
    public CallEngine buildEngine(EngineChoice<?> choice) {
        if (transport != null || credentials != Credentials.NONE || !namespace.isEmpty()) {
            throw new IllegalArgumentException("an engine has no transport but that of its choice, no credentials and"
                    + " no namespace: leave transport(...), credentials(...) and namespace(...) out");
        }
        return OpenEngine.start(setup(choice.plainBesideTls(), choice.transport()), options, choice);
    }

    private EngineStart.Setup setup(boolean plainBesideTls, @Nullable TransportProvider wire) {
        EndpointSource from = source;
        if (from == null) {
            throw new IllegalArgumentException("no endpoints given: call endpoints(...) or srv(...)");
        }
        return new EngineStart.Setup(
                from,
                tls,
                plainBesideTls,
                callbackExecutor,
                wire,
                connectTimeout,
                keepAliveTime,
                keepAliveTimeout,
                maxInboundBytes);
    }
}
