package dev.tercet.v2.internal.settings;

import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.internal.path.Paths;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** All that a v2 client is set up with; see {@code EtcdV2ClientBuilder}. */
@SuppressWarnings("TooManyParameters") // One for each option, and only the withers below give them.
public record V2Settings(
        List<String> endpoints,
        @Nullable String srvDomain,
        String versionPrefix,
        Duration readTimeout,
        Duration connectTimeout,
        boolean followingRedirects,
        boolean reconnecting,
        boolean memberSync,
        @Nullable String expectedClusterId,
        int maxConnections,
        @Nullable ProxySelector proxies,
        Credentials.@Nullable Password credentials,
        @Nullable Tls tls,
        String lockPrefix,
        @Nullable Executor callbackExecutor,
        V2Backend backend) {
    /** As it is unless anything is said. */
    public static final V2Settings DEFAULT = new V2Settings(
            List.of(),
            null,
            "/v2",
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            true,
            true,
            true,
            null,
            10,
            null,
            null,
            null,
            "/_locks",
            null,
            V2Backend.AUTO);

    /** The user, for who does not need the password. */
    public Optional<String> user() {
        return Optional.ofNullable(credentials).map(Credentials.Password::user);
    }

    public V2Settings withEndpoints(List<String> endpoints) {
        return new V2Settings(
                Objects.requireNonNull(endpoints, "endpoints"),
                null,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withSrv(String srvDomain) {
        return new V2Settings(
                List.of(),
                Objects.requireNonNull(srvDomain, "srvDomain"),
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withVersionPrefix(String versionPrefix) {
        String clean = Paths.clean("versionPrefix", versionPrefix);
        return new V2Settings(
                endpoints,
                srvDomain,
                clean.equals(Paths.ROOT) ? "" : clean,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withReadTimeout(Duration readTimeout) {
        positive("readTimeout", readTimeout);
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withConnectTimeout(Duration connectTimeout) {
        positive("connectTimeout", connectTimeout);
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withFollowingRedirects(boolean followingRedirects) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withReconnecting(boolean reconnecting) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withMemberSync(boolean memberSync) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withExpectedClusterId(String expectedClusterId) {
        if (!expectedClusterId.matches("[0-9a-fA-F]{1,16}")) {
            throw new IllegalArgumentException(
                    "expectedClusterId is not hexadecimal, as X-Etcd-Cluster-ID is: \"" + expectedClusterId + "\"");
        }
        String lower = expectedClusterId.toLowerCase(Locale.ROOT);
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                lower,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withMaxConnections(int maxConnections) {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withProxies(ProxySelector proxies) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                Objects.requireNonNull(proxies, "proxies"),
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withCredentials(Credentials.Password credentials) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                Objects.requireNonNull(credentials, "credentials"),
                tls,
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withTls(Tls tls) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                Objects.requireNonNull(tls, "tls"),
                lockPrefix,
                callbackExecutor,
                backend);
    }

    public V2Settings withLockPrefix(String lockPrefix) {
        String clean = Paths.clean("lockPrefix", lockPrefix);
        if (clean.equals(Paths.ROOT)) {
            throw new IllegalArgumentException("lockPrefix is the root: locks need a directory of their own");
        }
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                clean,
                callbackExecutor,
                backend);
    }

    public V2Settings withCallbackExecutor(Executor callbackExecutor) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                Objects.requireNonNull(callbackExecutor, "callbackExecutor"),
                backend);
    }

    public V2Settings withBackend(V2Backend backend) {
        return new V2Settings(
                endpoints,
                srvDomain,
                versionPrefix,
                readTimeout,
                connectTimeout,
                followingRedirects,
                reconnecting,
                memberSync,
                expectedClusterId,
                maxConnections,
                proxies,
                credentials,
                tls,
                lockPrefix,
                callbackExecutor,
                Objects.requireNonNull(backend, "backend"));
    }

    private static void positive(String name, Duration duration) {
        if (Objects.requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + duration);
        }
    }
}
