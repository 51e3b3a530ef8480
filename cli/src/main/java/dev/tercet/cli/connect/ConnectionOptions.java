package dev.tercet.cli.connect;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where to connect, how and as whom; the same for every command. */
public final class ConnectionOptions {
    private static final String ENDPOINTS_VARIABLE = "ETCD_ENDPOINTS";

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it when it reads the command line.
    private CommandSpec command;

    @Option(
            names = "--endpoints",
            paramLabel = "URL",
            split = ",",
            description = "Where members listen: host:port or a URL, several with commas; gateway+http:// and"
                    + " gateway+https:// use etcd's JSON gateway. Default: $ETCD_ENDPOINTS.")
    private @Nullable List<String> endpoints;

    @Option(
            names = "--discovery-srv",
            paramLabel = "DOMAIN",
            description = "Ask the DNS SRV records of this domain for the endpoints.")
    private @Nullable String domain;

    @Option(
            names = "--discovery-srv-name",
            paramLabel = "NAME",
            description = "The service name in those records: _etcd-client-NAME.")
    private @Nullable String service;

    @Option(
            names = "--user",
            paramLabel = "NAME[:PASSWORD]",
            description = "As whom. Asks for the password if there is none.")
    private @Nullable String user;

    @Option(names = "--cacert", paramLabel = "FILE", description = "Trust the certificates in this PEM file.")
    private @Nullable Path authorities;

    @Option(names = "--cert", paramLabel = "FILE", description = "Show this certificate (PEM).")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "The private key of --cert (PEM).")
    private @Nullable Path key;

    @Option(
            names = "--insecure-skip-tls-verify",
            description = "Believe any certificate: anybody on the path can then read and change everything.")
    private boolean unverified;

    @Option(
            names = "--command-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "The deadline of each call, such as 500ms or 1m30s. Default: 10s.")
    private @Nullable Duration timeout;

    /** Options with these environment variables behind them. */
    public ConnectionOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether a cluster was named, on the command line or in the environment. */
    public boolean nameCluster() {
        return endpoints != null
                || domain != null
                || !environment.getOrDefault(ENDPOINTS_VARIABLE, "").isBlank();
    }

    /**
     * A client of the cluster that was named.
     *
     * @throws ParameterException if none was, or the options do not fit together
     */
    public EtcdClient connect() {
        checkPlace();
        EtcdClientBuilder client = EtcdClient.builder();
        if (domain != null) {
            client.srv(domain, service == null ? "" : service);
        } else {
            client.endpoints(endpoints != null ? endpoints : List.of(environment.get(ENDPOINTS_VARIABLE)));
        }
        return build(client);
    }

    /** A client of an etcd that the command itself has, with the deadline that was asked for. */
    public EtcdClient connectTo(EtcdClientBuilder own) {
        if (user != null || tlsFiles().areGiven() || service != null) {
            throw wrong("Options about a cluster need one: name it with --endpoints.");
        }
        return build(own);
    }

    private void checkPlace() {
        if (!nameCluster()) {
            throw wrong("No cluster named: give --endpoints, or set " + ENDPOINTS_VARIABLE + ".");
        }
        if (domain != null && endpoints != null) {
            throw wrong("--endpoints and --discovery-srv exclude each other.");
        }
        if (service != null && domain == null) {
            throw wrong("--discovery-srv-name needs --discovery-srv.");
        }
    }

    private EtcdClient build(EtcdClientBuilder client) {
        try {
            tlsFiles().tls(command).ifPresent(client::tls);
            if (user != null) {
                client.credentials(Login.of("--user", user, command));
            }
            if (timeout != null) {
                client.timeout(timeout);
            }
            return client.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The latter for an endpoint that asks for a transport which is not here.
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private TlsFiles tlsFiles() {
        return new TlsFiles("--", authorities, certificate, key, unverified);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
