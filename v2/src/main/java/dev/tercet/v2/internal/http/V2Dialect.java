package dev.tercet.v2.internal.http;

import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.engine.EngineChoice;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.V2Read;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * v2 HTTP as a client was set up to speak it, with all of its endpoints. Makes the transports of the engine.
 *
 * <p>Threads: any.
 */
public final class V2Dialect implements TransportProvider {
    /** A key that need not exist, read by a majority, so that only a member with a leader answers. */
    private static final V2Read QUESTION = V2Read.of("/_tercet").quorum();

    private final boolean following;
    private final boolean retrying;
    private final int maxConnections;
    private final @Nullable ProxySelector proxies;
    private final @Nullable String authorization;
    private final ClusterIds clusterIds;
    private final V2Asks asks;
    private final AtomicBoolean failed = new AtomicBoolean();
    /** The endpoints that the client was given, or learned of from those: as many as it goes to, none of which it ever forgets. */
    private final Set<Endpoint> own = ConcurrentHashMap.newKeySet();

    private V2Dialect(V2Settings settings) {
        this.following = settings.followingRedirects();
        this.retrying = settings.reconnecting();
        this.maxConnections = settings.maxConnections();
        this.proxies = settings.proxies();
        this.authorization = settings.credentials() == null ? null : basic(settings.credentials());
        this.clusterIds = new ClusterIds(settings.expectedClusterId());
        this.asks = new V2Asks(settings.versionPrefix());
    }

    /**
     * As this client speaks it.
     *
     * @throws IllegalArgumentException for a user with a colon in the name, which HTTP's way of logging in cannot tell
     */
    public static V2Dialect of(V2Settings settings) {
        return new V2Dialect(settings);
    }

    private static String basic(Credentials.Password who) {
        if (who.user().indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "user \"" + who.user() + "\" has a colon, which HTTP's Basic authentication cannot tell");
        }
        byte[] plain = (who.user() + ":" + who.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    /** What an engine is to be made of. */
    public EngineChoice<V2Ask> choice() {
        // A member answers reads from its own store, which may not have yet what was written through another.
        return new EngineChoice<>(this, V2Rpcs.READ, asks.read(QUESTION), true, retrying, true);
    }

    @Override
    public String name() {
        return "v2";
    }

    @Override
    public Transport open(Endpoint endpoint, TransportSettings settings) {
        own.add(sameCase(endpoint));
        return new V2Transport(this, endpoint, settings);
    }

    V2Asks asks() {
        return asks;
    }

    boolean isFollowing() {
        return following;
    }

    boolean isOwn(Endpoint endpoint) {
        return own.contains(sameCase(endpoint));
    }

    /** As it is known by: names of hosts are the same in any case. */
    private static Endpoint sameCase(Endpoint endpoint) {
        return new Endpoint(endpoint.scheme(), endpoint.host().toLowerCase(Locale.ROOT), endpoint.port());
    }

    int maxConnections() {
        return maxConnections;
    }

    @Nullable
    ProxySelector proxies() {
        return proxies;
    }

    /** What every request says of who asks; null for nobody. */
    @Nullable
    String authorization() {
        return authorization;
    }

    ClusterIds clusterIds() {
        return clusterIds;
    }

    /** An endpoint could not be reached. */
    void onFailed() {
        failed.set(true);
    }

    /** Whether any could not since this was asked last. */
    boolean takeFailed() {
        return failed.get() && failed.getAndSet(false);
    }
}
