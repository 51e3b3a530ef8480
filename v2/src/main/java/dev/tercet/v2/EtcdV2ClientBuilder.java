package dev.tercet.v2;

import dev.tercet.EtcdClient;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.v2.internal.client.V2Start;
import dev.tercet.v2.internal.settings.V2Settings;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Sets up a v2 client. Only where to connect is needed: {@link #endpoints} or {@link #srv}.
 *
 * @since 0.1
 */
public final class EtcdV2ClientBuilder {
    private V2Settings settings = V2Settings.DEFAULT;

    EtcdV2ClientBuilder() {}

    static EtcdV2Client over(EtcdClient etcd) {
        return V2Start.over(Objects.requireNonNull(etcd, "etcd"), V2Settings.DEFAULT);
    }

    static EtcdV2Client over(EtcdClient etcd, String lockPrefix) {
        Objects.requireNonNull(etcd, "etcd");
        Objects.requireNonNull(lockPrefix, "lockPrefix");
        return V2Start.over(etcd, V2Settings.DEFAULT.withLockPrefix(lockPrefix));
    }

    /**
     * Connects to these.
     *
     * @param endpoints {@code host:port}, {@code http://host:port} or {@code https://host:port}, IPv6 addresses in brackets; the port is
     *     2379 unless given. One text may hold several with commas
     */
    public EtcdV2ClientBuilder endpoints(String... endpoints) {
        return endpoints(List.of(endpoints));
    }

    /** Connects to these; see {@link #endpoints(String...)}. */
    public EtcdV2ClientBuilder endpoints(List<String> endpoints) {
        settings = settings.withEndpoints(List.copyOf(endpoints));
        return this;
    }

    /**
     * Connects to what DNS says for a domain: the first that has records of {@code _etcd-client-ssl._tcp}, {@code _etcd-client._tcp},
     * {@code _etcd-ssl._tcp} and {@code _etcd._tcp}; those with {@code ssl} are https. Their priorities and weights count. With {@link #tls}
     * set, those without do not. {@link #build()} asks, and fails if there is nothing.
     */
    public EtcdV2ClientBuilder srv(String domain) {
        if (domain.isBlank()) {
            throw new IllegalArgumentException("domain is blank");
        }
        settings = settings.withSrv(domain);
        return this;
    }

    /** What comes before {@code /keys} and the like in every path; {@code /v2} unless set. {@code /version} has none. Of v2 HTTP only. */
    public EtcdV2ClientBuilder versionPrefix(String prefix) {
        settings = settings.withVersionPrefix(prefix);
        return this;
    }

    /** The deadline of every call, retries included; sixty seconds unless set. It does not count for watches and locks. */
    public EtcdV2ClientBuilder readTimeout(Duration timeout) {
        settings = settings.withReadTimeout(timeout);
        return this;
    }

    /** How long a connection may take to be made; five seconds unless set. */
    public EtcdV2ClientBuilder connectTimeout(Duration timeout) {
        settings = settings.withConnectTimeout(timeout);
        return this;
    }

    /**
     * Follows no redirect: an answer that is one fails the call. Unless set, up to ten are followed, also from http to https. A password goes
     * along to endpoints that the client was given or learned of, and to the same host: not to another, nor out of TLS. Of v2 HTTP only.
     */
    public EtcdV2ClientBuilder withoutRedirects() {
        settings = settings.withFollowingRedirects(false);
        return this;
    }

    /**
     * Goes nowhere else when an endpoint fails, and sends nothing again: the call fails at once. Several endpoints are refused then. Unless
     * set, a call goes on at another endpoint as long as that repeats no write, and the cluster's other members are learned.
     *
     * <p>Over v3 only the second endpoint is refused: calls that never left, writes too, and reads are tried again at the one endpoint until
     * their deadline.
     */
    public EtcdV2ClientBuilder withoutReconnecting() {
        settings = settings.withReconnecting(false);
        return this;
    }

    /** Stays with the endpoints given, as with proxies before a cluster: those of the cluster's members are not learned. */
    public EtcdV2ClientBuilder withoutMemberSync() {
        settings = settings.withMemberSync(false);
        return this;
    }

    /**
     * The cluster that has to answer. When another one does, the call that notices fails with {@link
     * dev.tercet.v2.error.V2ClusterIdChangedException}, once: from then on the other counts. Unless set, it is that of the first answer.
     *
     * <p>Of v2 HTTP only: {@link #build()} refuses it together with {@link V2Backend#V3}. With {@link V2Backend#AUTO}, where servers offer
     * no v2 API, calls fail with {@link dev.tercet.error.RejectedEtcdException}, code {@code UNSUPPORTED}, and the v3 store is left alone.
     *
     * @param hex in hexadecimal, as in the header {@code X-Etcd-Cluster-ID}
     */
    public EtcdV2ClientBuilder expectedClusterId(String hex) {
        settings = settings.withExpectedClusterId(hex);
        return this;
    }

    /**
     * How many calls may be under way at an endpoint, watches not counted, and so how many connections are kept; ten unless set. Of v2 HTTP
     * only.
     */
    public EtcdV2ClientBuilder maxConnections(int perEndpoint) {
        settings = settings.withMaxConnections(perEndpoint);
        return this;
    }

    /** Which HTTP proxies to use; those of the JVM unless set. Of v2 HTTP only. */
    public EtcdV2ClientBuilder httpProxies(ProxySelector proxies) {
        settings = settings.withProxies(proxies);
        return this;
    }

    /** As this user. */
    public EtcdV2ClientBuilder credentials(String user, String password) {
        settings = settings.withCredentials((Credentials.Password) Credentials.of(user, password));
        return this;
    }

    /** How {@code https} endpoints are verified, also those that a redirect leads to; {@link Tls#system()} unless set. */
    public EtcdV2ClientBuilder tls(Tls how) {
        settings = settings.withTls(how);
        return this;
    }

    /** The directory of the locks; {@code /_locks} unless set. */
    public EtcdV2ClientBuilder lockPrefix(String directory) {
        settings = settings.withLockPrefix(directory);
        return this;
    }

    /** Where user code runs; on daemon threads of the client's own unless set. The client does not shut it down. */
    public EtcdV2ClientBuilder callbackExecutor(Executor executor) {
        settings = settings.withCallbackExecutor(executor);
        return this;
    }

    /** What is to answer; {@link V2Backend#AUTO} unless set. */
    public EtcdV2ClientBuilder backend(V2Backend choice) {
        settings = settings.withBackend(choice);
        return this;
    }

    /**
     * Starts the client, without connecting.
     *
     * @throws IllegalArgumentException if endpoints are missing or malformed, if there are several {@link #withoutReconnecting}, if a TLS file
     *     cannot be read, or if an option is set that what was chosen does not have
     * @throws dev.tercet.error.EtcdException if DNS was to be asked and has no answer
     * @throws IllegalStateException if {@link V2Backend#V3} was chosen and the class path has no transport for it
     */
    public EtcdV2Client build() {
        return V2Start.start(settings);
    }
}
