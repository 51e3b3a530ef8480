package dev.tercet.cli.connect;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which cluster is written to, how and as whom. */
public final class TargetOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it when it reads the command line.
    private CommandSpec command;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            split = ",",
            description = "Whose v3 store to write: host:port or a URL, several with commas; gateway+http:// and"
                    + " gateway+https:// use etcd's JSON gateway.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private List<String> endpoints;

    @Option(
            names = "--to-user",
            paramLabel = "NAME[:PASSWORD]",
            description = "As whom to write. Asks for the password if there is none.")
    private @Nullable String user;

    @Option(names = "--to-cacert", paramLabel = "FILE", description = "Trust the certificates in this PEM file there.")
    private @Nullable Path authorities;

    @Option(names = "--to-cert", paramLabel = "FILE", description = "Show this certificate (PEM) there.")
    private @Nullable Path certificate;

    @Option(names = "--to-key", paramLabel = "FILE", description = "The private key of --to-cert (PEM).")
    private @Nullable Path key;

    @Option(names = "--to-insecure-skip-tls-verify", description = "Believe any certificate there.")
    private boolean unverified;

    @Option(
            names = "--to-namespace",
            paramLabel = "PREFIX",
            description = "What comes before every key there, as for clients with this namespace.")
    private @Nullable String namespace;

    /**
     * A client of it.
     *
     * @param timeout the deadline of each call, if one was named
     * @param passwords asks for the password if need be
     * @throws ParameterException if the options do not fit together
     */
    public EtcdClient connect(@Nullable Duration timeout, PasswordPrompt passwords) {
        EtcdClientBuilder client = EtcdClient.builder();
        try {
            client.endpoints(endpoints);
            new TlsFiles("--to-", authorities, certificate, key, unverified)
                    .tls()
                    .ifPresent(client::tls);
            if (user != null) {
                client.credentials(Login.of(passwords, "--to-user", user));
            }
            if (namespace != null) {
                client.namespace(namespace);
            }
            if (timeout != null) {
                client.timeout(timeout);
            }
            return client.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
