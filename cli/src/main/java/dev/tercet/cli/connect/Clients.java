package dev.tercet.cli.connect;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes clients as settings say. */
public final class Clients {
    private static final Duration DIALLING = Duration.ofSeconds(2);
    private static final Duration CALLING = Duration.ofSeconds(5);
    private static final Duration PINGING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(6);

    private Clients() {}

    /** A client of the cluster that is named. */
    public static EtcdClient of(Settings settings) {
        return of(settings, settings.endpoints());
    }

    /** A client of these members of it alone, asked for no other. */
    public static EtcdClient of(Settings settings, List<String> endpoints) {
        EtcdClientBuilder client = EtcdClient.builder();
        Optional<String> domain = settings.text(Setting.DISCOVERY_SRV);
        try {
            if (domain.isPresent() && endpoints.equals(settings.endpoints())) {
                client.srv(
                        domain.get(), settings.text(Setting.DISCOVERY_SRV_NAME).orElse(""));
            } else {
                client.endpoints(
                        endpoints.stream().map(each -> url(settings, each)).toList());
            }
            tls(settings).ifPresent(client::tls);
            credentials(settings).ifPresent(client::credentials);
            return tuned(client, settings).build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The latter for an endpoint that asks for a transport which is not here.
            throw CommandException.wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    /** What the settings say of namespace and times, for a client of an etcd that we have ourselves. */
    public static EtcdClientBuilder tuned(EtcdClientBuilder client, Settings settings) {
        settings.text(Setting.NAMESPACE).ifPresent(client::namespace);
        settings.number(Setting.MAX_RECV_BYTES).ifPresent(client::maxInboundBytes);
        return client.connectTimeout(settings.time(Setting.DIAL_TIMEOUT).orElse(DIALLING))
                .timeout(settings.time(Setting.COMMAND_TIMEOUT).orElse(CALLING))
                .keepAlive(
                        settings.time(Setting.KEEPALIVE_TIME)
                                .filter(time -> time.compareTo(PINGING) > 0)
                                .orElse(PINGING),
                        settings.time(Setting.KEEPALIVE_TIMEOUT).orElse(ANSWERING));
    }

    private static String url(Settings settings, String endpoint) {
        String place = endpoint.strip();
        if (!place.contains("://")) {
            boolean plain = settings.is(Setting.INSECURE_TRANSPORT, true)
                    && tls(settings).isEmpty();
            place = (plain ? "http://" : "https://") + place;
        }
        return switch (settings.text(Setting.TRANSPORT).orElse("grpc")) {
            case "grpc" -> place;
            case "gateway" -> place.contains("+") ? place : "gateway+" + place;
            default -> throw CommandException.wrongUsage("--transport is grpc or gateway.");
        };
    }

    private static Optional<Tls> tls(Settings settings) {
        return new TlsFiles(
                        "--",
                        path(settings, Setting.CACERT),
                        path(settings, Setting.CERT),
                        path(settings, Setting.KEY),
                        settings.is(Setting.INSECURE_SKIP_TLS_VERIFY, false))
                .tls();
    }

    private static @Nullable Path path(Settings settings, Setting setting) {
        return settings.text(setting).map(Path::of).orElse(null);
    }

    private static Optional<Credentials> credentials(Settings settings) {
        Optional<String> token = settings.text(Setting.AUTH_JWT_TOKEN);
        Optional<String> user = settings.text(Setting.USER);
        if (token.isPresent()) {
            if (user.isPresent()) {
                throw CommandException.wrongUsage("--user and --auth-jwt-token exclude each other.");
            }
            return token.map(Credentials::ofToken);
        }
        Optional<String> password = settings.text(Setting.PASSWORD);
        if (password.isPresent()) {
            return Optional.of(Credentials.of(
                    user.orElseThrow(() -> CommandException.wrongUsage("--password needs --user.")), password.get()));
        }
        return user.map(name -> Login.of("--user", name));
    }
}
