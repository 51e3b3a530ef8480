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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that a v2 client is set up with; see {@code EtcdV2ClientBuilder}. It does not change: each wither makes another. */
public final class V2Settings {
    /** As it is unless anything is said. */
    public static final V2Settings DEFAULT = new V2Settings();

    private List<String> endpoints = List.of();
    private @Nullable String srvDomain;
    private String versionPrefix = "/v2";
    private Duration readTimeout = Duration.ofSeconds(60);
    private Duration connectTimeout = Duration.ofSeconds(5);
    private boolean followingRedirects = true;
    private boolean reconnecting = true;
    private boolean memberSync = true;
    private @Nullable String expectedClusterId;
    private int maxConnections = 10;
    private @Nullable ProxySelector proxies;
    private Credentials.@Nullable Password credentials;
    private @Nullable Tls tls;
    private String lockPrefix = "/_locks";
    private @Nullable Executor callbackExecutor;
    private V2Backend backend = V2Backend.AUTO;

    private V2Settings() {}

    private V2Settings(V2Settings other) {
        endpoints = other.endpoints;
        srvDomain = other.srvDomain;
        versionPrefix = other.versionPrefix;
        readTimeout = other.readTimeout;
        connectTimeout = other.connectTimeout;
        followingRedirects = other.followingRedirects;
        reconnecting = other.reconnecting;
        memberSync = other.memberSync;
        expectedClusterId = other.expectedClusterId;
        maxConnections = other.maxConnections;
        proxies = other.proxies;
        credentials = other.credentials;
        tls = other.tls;
        lockPrefix = other.lockPrefix;
        callbackExecutor = other.callbackExecutor;
        backend = other.backend;
    }

    private V2Settings with(Consumer<V2Settings> change) {
        V2Settings other = new V2Settings(this);
        change.accept(other);
        return other;
    }

    public V2Settings withEndpoints(List<String> endpoints) {
        Objects.requireNonNull(endpoints, "endpoints");
        return with(other -> {
            other.endpoints = endpoints;
            other.srvDomain = null;
        });
    }

    public V2Settings withSrv(String srvDomain) {
        Objects.requireNonNull(srvDomain, "srvDomain");
        return with(other -> {
            other.endpoints = List.of();
            other.srvDomain = srvDomain;
        });
    }

    public V2Settings withVersionPrefix(String versionPrefix) {
        String clean = Paths.clean("versionPrefix", versionPrefix);
        return with(other -> other.versionPrefix = clean.equals(Paths.ROOT) ? "" : clean);
    }

    public V2Settings withReadTimeout(Duration readTimeout) {
        positive("readTimeout", readTimeout);
        return with(other -> other.readTimeout = readTimeout);
    }

    public V2Settings withConnectTimeout(Duration connectTimeout) {
        positive("connectTimeout", connectTimeout);
        return with(other -> other.connectTimeout = connectTimeout);
    }

    public V2Settings withFollowingRedirects(boolean followingRedirects) {
        return with(other -> other.followingRedirects = followingRedirects);
    }

    public V2Settings withReconnecting(boolean reconnecting) {
        return with(other -> other.reconnecting = reconnecting);
    }

    public V2Settings withMemberSync(boolean memberSync) {
        return with(other -> other.memberSync = memberSync);
    }

    public V2Settings withExpectedClusterId(String expectedClusterId) {
        if (!expectedClusterId.matches("[0-9a-fA-F]{1,16}")) {
            throw new IllegalArgumentException(
                    "expectedClusterId is not hexadecimal, as X-Etcd-Cluster-ID is: \"" + expectedClusterId + "\"");
        }
        String lower = expectedClusterId.toLowerCase(Locale.ROOT);
        return with(other -> other.expectedClusterId = lower);
    }

    public V2Settings withMaxConnections(int maxConnections) {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
        return with(other -> other.maxConnections = maxConnections);
    }

    public V2Settings withProxies(ProxySelector proxies) {
        Objects.requireNonNull(proxies, "proxies");
        return with(other -> other.proxies = proxies);
    }

    public V2Settings withCredentials(Credentials.Password credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return with(other -> other.credentials = credentials);
    }

    public V2Settings withTls(Tls tls) {
        Objects.requireNonNull(tls, "tls");
        return with(other -> other.tls = tls);
    }

    public V2Settings withLockPrefix(String lockPrefix) {
        String clean = Paths.clean("lockPrefix", lockPrefix);
        if (clean.equals(Paths.ROOT)) {
            throw new IllegalArgumentException("lockPrefix is the root: locks need a directory of their own");
        }
        return with(other -> other.lockPrefix = clean);
    }

    public V2Settings withCallbackExecutor(Executor callbackExecutor) {
        Objects.requireNonNull(callbackExecutor, "callbackExecutor");
        return with(other -> other.callbackExecutor = callbackExecutor);
    }

    public V2Settings withBackend(V2Backend backend) {
        Objects.requireNonNull(backend, "backend");
        return with(other -> other.backend = backend);
    }

    public List<String> endpoints() {
        return endpoints;
    }

    public @Nullable String srvDomain() {
        return srvDomain;
    }

    public String versionPrefix() {
        return versionPrefix;
    }

    public Duration readTimeout() {
        return readTimeout;
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    public boolean followingRedirects() {
        return followingRedirects;
    }

    public boolean reconnecting() {
        return reconnecting;
    }

    public boolean memberSync() {
        return memberSync;
    }

    public @Nullable String expectedClusterId() {
        return expectedClusterId;
    }

    public int maxConnections() {
        return maxConnections;
    }

    public @Nullable ProxySelector proxies() {
        return proxies;
    }

    public Credentials.@Nullable Password credentials() {
        return credentials;
    }

    public @Nullable Tls tls() {
        return tls;
    }

    public String lockPrefix() {
        return lockPrefix;
    }

    public @Nullable Executor callbackExecutor() {
        return callbackExecutor;
    }

    public V2Backend backend() {
        return backend;
    }

    /** The user, for who does not need the password. */
    public Optional<String> user() {
        return Optional.ofNullable(credentials).map(Credentials.Password::user);
    }

    private static void positive(String name, Duration duration) {
        if (Objects.requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + duration);
        }
    }
}
