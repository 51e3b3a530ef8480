package dev.tercet.grpc.resolver;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.Recipes;
import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets gRPC channels find services that are registered in etcd, by this client's {@code registry()} or by Go's {@code
 * naming/endpoints}: {@code etcd:///service}, or {@code etcd:service}.
 *
 * <pre>{@code
 * NameResolverRegistry.getDefaultRegistry().register(EtcdNameResolverProvider.of(etcd));
 * ManagedChannel channel = ManagedChannelBuilder.forTarget("etcd:///mail")
 *         .defaultLoadBalancingPolicy("round_robin")
 *         .build();
 * }</pre>
 *
 * <p>A channel has the instances as soon as they are known, and each change of them when it happens. While etcd cannot be reached it
 * keeps those it has; before it has any it is told the error, and asks again as gRPC does. A service without instances is told as
 * just that: calls fail, unless connections from before still work, which gRPC's load balancers keep then. Instances are in the order of their keys; how calls are spread over them is the load balancer's to say, and gRPC's
 * own, {@code pick_first}, uses one.
 *
 * <p>Addresses are {@code host:port} or {@code [v6]:port}. Hosts that are names are looked up when an instance changes and when gRPC asks
 * for it; those that are unknown are left out, and logged.
 *
 * <p>The client stays the caller's, and has to be open for as long as channels are in use.
 *
 * @see <a href="https://etcd.io/docs/v3.6/dev-guide/grpc_naming/">etcd: gRPC naming and discovery</a>
 * @since 0.1
 */
public final class EtcdNameResolverProvider extends NameResolverProvider {
    /** The metadata that an instance was registered with, as JSON; on each address, for load balancers. Absent if there is none. */
    @EquivalentAddressGroup.Attr
    public static final Attributes.Key<String> METADATA = Attributes.Key.create("dev.tercet.grpc.resolver.metadata");

    private static final String SCHEME = "etcd";
    private static final int PRIORITY = 5;

    private final EtcdClient etcd;
    private final String scheme;

    private EtcdNameResolverProvider(EtcdClient etcd, String scheme) {
        this.etcd = etcd;
        this.scheme = scheme;
    }

    /** Services in this client's keys, as {@code etcd:///service}. */
    public static EtcdNameResolverProvider of(EtcdClient etcd) {
        return new EtcdNameResolverProvider(Objects.requireNonNull(etcd, "etcd"), SCHEME);
    }

    /**
     * The same with another scheme, for programs that use several clusters or namespaces.
     *
     * @throws IllegalArgumentException if it is no scheme of URIs, in lower case
     */
    public EtcdNameResolverProvider withScheme(String other) {
        if (!other.matches("[a-z][a-z0-9+.-]*")) {
            throw new IllegalArgumentException("scheme must be a URI's, in lower case, not \"" + other + "\"");
        }
        return new EtcdNameResolverProvider(etcd, other);
    }

    /**
     * What a channel asks.
     *
     * @return null for another scheme
     * @throws IllegalArgumentException if there is no service in it, or there is a host: which cluster it is, the client says
     */
    @Override
    public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
        if (!scheme.equals(target.getScheme())) {
            return null;
        }
        return new EtcdNameResolver(Recipes.of(etcd).registry(), Targets.service(target), args);
    }

    @Override
    public String getDefaultScheme() {
        return scheme;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
        return List.of(InetSocketAddress.class);
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    public String toString() {
        return "resolver of " + scheme + ":///";
    }
}
