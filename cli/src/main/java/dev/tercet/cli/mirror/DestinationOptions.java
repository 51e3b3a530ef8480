package dev.tercet.cli.mirror;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.OtherCluster;
import dev.tercet.cli.connect.Settings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words and options that say where a mirror is, by the names that etcdctl has for them. */
final class DestinationOptions {
    @Parameters(
            paramLabel = "DESTINATION",
            hideParamSyntax = true,
            split = ",",
            arity = "1",
            description = "Where the copy is: host:port or a URL, several with commas.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private List<String> endpoints;

    @Option(
            names = "--dest-user",
            paramLabel = "NAME[:PASSWORD]",
            description = "As whom to write there. Asks for the password if there is none.")
    private @Nullable String user;

    @Option(names = "--dest-password", paramLabel = "PASSWORD", description = "The password of --dest-user.")
    private @Nullable String password;

    @Option(
            names = "--dest-cacert",
            paramLabel = "FILE",
            description = "Trust the certificates in this PEM file there.")
    private @Nullable Path authorities;

    @Option(names = "--dest-cert", paramLabel = "FILE", description = "Show this certificate (PEM) there.")
    private @Nullable Path certificate;

    @Option(names = "--dest-key", paramLabel = "FILE", description = "The private key of --dest-cert (PEM).")
    private @Nullable Path key;

    @Option(
            names = "--dest-insecure-transport",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOL",
            description = "No TLS for a destination without http:// or https://. Default: true.")
    private boolean plain = true;

    @Option(names = "--dest-insecure-skip-tls-verify", description = "Believe any certificate there.")
    private boolean unverified;

    EtcdClient connect(Settings settings) {
        return new OtherCluster(
                        "--dest-",
                        endpoints,
                        plain,
                        user,
                        password,
                        authorities,
                        certificate,
                        key,
                        unverified,
                        // Where keys go there, --dest-prefix says.
                        "")
                .connect(settings);
    }

    @Override
    public String toString() {
        return String.join(",", endpoints);
    }
}
