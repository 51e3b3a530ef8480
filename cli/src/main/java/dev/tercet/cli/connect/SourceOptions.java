package dev.tercet.cli.connect;

import dev.tercet.connection.Credentials;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which servers' v2 API is read, how and as whom. */
public final class SourceOptions {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            split = ",",
            description = "Whose v2 API to read: host:port or a URL, several with commas.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private List<String> endpoints;

    @Mixin
    private OtherCluster cluster = new OtherCluster("--from-");

    @Option(
            names = "--from-version-prefix",
            paramLabel = "PATH",
            description = "What comes before /keys there. Default: /v2.")
    private @Nullable String versionPrefix;

    /**
     * A client of them.
     *
     * @param timeout the deadline of each call, if one was named
     */
    public EtcdV2Client connect(Settings first, @Nullable Duration timeout) {
        Settings settings = cluster.settings(first);
        // The endpoints are whoever typed them's choice, and those that members advertise may lead elsewhere.
        EtcdV2ClientBuilder client =
                EtcdV2Client.builder().backend(V2Backend.HTTP).withoutMemberSync();
        try {
            client.endpoints(
                    endpoints.stream().map(each -> Clients.url(settings, each)).toList());
            Clients.tls(settings).ifPresent(client::tls);
            Authentication.of(settings)
                    .map(Credentials.Password.class::cast)
                    .ifPresent(login -> client.credentials(login.user(), login.password()));
            if (versionPrefix != null) {
                client.versionPrefix(versionPrefix);
            }
            if (timeout != null) {
                client.readTimeout(timeout);
            }
            return client.build();
        } catch (IllegalArgumentException e) {
            throw Clients.refused(settings, e);
        }
    }
}
