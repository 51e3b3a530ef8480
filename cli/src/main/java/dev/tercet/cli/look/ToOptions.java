package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.OtherCluster;
import dev.tercet.cli.connect.Settings;
import dev.tercet.cli.error.CommandException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name another cluster to compare with. */
final class ToOptions {
    @Option(
            names = "--to-endpoints",
            paramLabel = "URL[,URL]",
            hideParamSyntax = true,
            split = ",",
            description = "Compare with this cluster: host:port or a URL.")
    private List<String> endpoints = List.of();

    @Option(
            names = "--to-user",
            paramLabel = "NAME[:PASSWORD]",
            description = "As whom to read there. Asks for the password if there is none.")
    private @Nullable String user;

    @Option(names = "--to-password", paramLabel = "PASSWORD", description = "The password of --to-user.")
    private @Nullable String password;

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
            description = "What comes before every key there. --namespace is for the first cluster alone.")
    private @Nullable String namespace;

    boolean isGiven() {
        return !endpoints.isEmpty();
    }

    /** Before anything is sent: options of a cluster that is not named would be overlooked. */
    void check() {
        boolean others = user != null
                || password != null
                || authorities != null
                || certificate != null
                || key != null
                || unverified
                || namespace != null;
        if (!isGiven() && others) {
            throw CommandException.wrongUsage("what is said of another cluster needs --to-endpoints.");
        }
    }

    EtcdClient connect(Settings settings) {
        return new OtherCluster(
                        "--to-",
                        endpoints,
                        true,
                        user,
                        password,
                        authorities,
                        certificate,
                        key,
                        unverified,
                        namespace == null ? "" : namespace)
                .connect(settings);
    }
}
