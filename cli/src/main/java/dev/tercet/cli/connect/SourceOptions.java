package dev.tercet.cli.connect;

import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which servers' v2 API is read, how and as whom. */
public final class SourceOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it when it reads the command line.
    private CommandSpec command;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            split = ",",
            description = "Whose v2 API to read: host:port or a URL, several with commas.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private List<String> endpoints;

    @Option(
            names = "--from-user",
            paramLabel = "NAME[:PASSWORD]",
            description = "As whom to read. Asks for the password if there is none.")
    private @Nullable String user;

    @Option(
            names = "--from-cacert",
            paramLabel = "FILE",
            description = "Trust the certificates in this PEM file there.")
    private @Nullable Path authorities;

    @Option(names = "--from-cert", paramLabel = "FILE", description = "Show this certificate (PEM) there.")
    private @Nullable Path certificate;

    @Option(names = "--from-key", paramLabel = "FILE", description = "The private key of --from-cert (PEM).")
    private @Nullable Path key;

    @Option(names = "--from-insecure-skip-tls-verify", description = "Believe any certificate there.")
    private boolean unverified;

    @Option(
            names = "--from-version-prefix",
            paramLabel = "PATH",
            description = "What comes before /keys there. Default: /v2.")
    private @Nullable String versionPrefix;

    /**
     * A client of them.
     *
     * @param timeout the deadline of each call, if one was named
     * @param passwords asks for the password if need be
     * @throws ParameterException if the options do not fit together
     */
    public EtcdV2Client connect(@Nullable Duration timeout, PasswordPrompt passwords) {
        // The endpoints are whoever typed them's choice, and those that members advertise may lead elsewhere.
        EtcdV2ClientBuilder client =
                EtcdV2Client.builder().backend(V2Backend.HTTP).withoutMemberSync();
        try {
            client.endpoints(endpoints);
            new TlsFiles("--from-", authorities, certificate, key, unverified)
                    .tls()
                    .ifPresent(client::tls);
            if (user != null) {
                var login = Login.of(passwords, "--from-user", user);
                client.credentials(login.user(), login.password());
            }
            if (versionPrefix != null) {
                client.versionPrefix(versionPrefix);
            }
            if (timeout != null) {
                client.readTimeout(timeout);
            }
            return client.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
