package dev.tercet.cli.connect;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Credentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A second cluster, for commands that have two: where it is, and as whom. Times are those of the first; a namespace it has only if it is
 * said.
 *
 * @param option what its options begin with, for messages, such as {@code --dest-}
 * @param endpoints host:port or URLs
 * @param plain whether endpoints without a scheme go without TLS
 * @param namespace what comes before every key there
 */
public record OtherCluster(
        String option,
        List<String> endpoints,
        boolean plain,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean unverified,
        String namespace) {
    /** A client of it. */
    public EtcdClient connect(Settings settings) {
        TlsFiles tls = new TlsFiles(option, authorities, certificate, key, unverified);
        EtcdClientBuilder client = EtcdClient.builder();
        try {
            client.endpoints(endpoints.stream()
                    .map(String::strip)
                    .map(each ->
                            each.contains("://") ? each : (plain && !tls.areGiven() ? "http://" : "https://") + each)
                    .toList());
            tls.tls().ifPresent(client::tls);
            credentials(settings.passwords()).ifPresent(client::credentials);
            return Clients.tuned(client, settings).namespace(namespace).build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw CommandException.wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Credentials> credentials(PasswordPrompt passwords) {
        if (user == null) {
            if (password != null) {
                throw CommandException.wrongUsage(option + "password needs " + option + "user.");
            }
            return Optional.empty();
        }
        return Optional.of(
                password == null ? Login.of(passwords, option + "user", user) : Credentials.of(user, password));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return String.join(",", endpoints);
    }
}
