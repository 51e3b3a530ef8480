package dev.tercet.grpc.internal.connect;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import java.net.URI;
import java.util.Objects;

/** Makes {@link HostResolver}s, for targets of a scheme that nobody else uses. */
final class HostResolverProvider extends NameResolverProvider {
    private static final String SCHEME = "tercet-host";
    // Behind gRPC's own, so that it never becomes the one for targets without a scheme.
    private static final int PRIORITY = 1;

    static {
        NameResolverRegistry.getDefaultRegistry().register(new HostResolverProvider());
    }

    private HostResolverProvider() {}

    /** The target that has this host looked up here. */
    static String target(String host, int port) {
        return SCHEME + ":///" + host + ":" + port;
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
        String path = target.getPath();
        int colon = path.lastIndexOf(':');
        return new HostResolver(
                path.substring(1, colon),
                Integer.parseInt(path.substring(colon + 1)),
                args.getProxyDetector(),
                args.getSynchronizationContext(),
                Objects.requireNonNull(args.getOffloadExecutor(), "offloadExecutor"));
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }
}
