package dev.tercet.grpc.internal.connect;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.TransportSettings;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** Sets up gRPC channels: one endpoint each, and nothing on them that costs a call time and that we do not need. */
public final class Channels {
    // gRPC takes anything this long as "never".
    private static final long NO_IDLE_DAYS = 30;

    // With a letter before its end, which sets it apart from an address of either kind.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z_][A-Za-z0-9._-]*");

    // A host's addresses are tried in turn, but one that does not answer at all takes up an attempt's whole time.
    // Were it the first each time, the others would never have their turn.
    private static final Map<String, ?> IN_ANY_ORDER =
            Map.of("loadBalancingConfig", List.of(Map.of("pick_first", Map.of("shuffleAddressList", true))));

    static {
        NettyEvents.off();
    }

    private Channels() {}

    /** A channel that connects at its first call and does its work on its I/O thread. */
    public static ManagedChannel open(Endpoint endpoint, TransportSettings settings) {
        ManagedChannelBuilder<?> builder = builder(endpoint, credentials(endpoint, settings.tls()))
                .directExecutor()
                // Retries are made above, where it is known what may be repeated; gRPC's own would hide what left.
                .disableRetry()
                .disableServiceConfigLookUp()
                .defaultServiceConfig(IN_ANY_ORDER)
                .idleTimeout(NO_IDLE_DAYS, TimeUnit.DAYS)
                .maxInboundMessageSize(settings.maxInboundBytes())
                .maxInboundMetadataSize(64 << 10);
        if (endpoint.isTls()) {
            builder.addTransportFilter(new ShortSessions());
            settings.tls()
                    .serverName()
                    .ifPresent(name -> builder.overrideAuthority(
                            new Endpoint(endpoint.scheme(), name, endpoint.port()).authority()));
        }
        Duration silence = settings.keepAliveTime();
        if (!silence.isZero()) {
            builder.keepAliveTime(silence.toNanos(), TimeUnit.NANOSECONDS)
                    .keepAliveTimeout(settings.keepAliveTimeout().toNanos(), TimeUnit.NANOSECONDS)
                    .keepAliveWithoutCalls(false);
        }
        return builder.build();
    }

    private static ManagedChannelBuilder<?> builder(Endpoint endpoint, ChannelCredentials credentials) {
        return NAME.matcher(endpoint.host()).matches()
                ? Grpc.newChannelBuilder(HostResolverProvider.target(endpoint.host(), endpoint.port()), credentials)
                : Grpc.newChannelBuilderForAddress(endpoint.host(), endpoint.port(), credentials);
    }

    private static ChannelCredentials credentials(Endpoint endpoint, TlsMaterial tls) {
        if (!endpoint.isTls()) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
        KeyManager[] keys = tls.keyManagers();
        if (keys.length > 0) {
            credentials.keyManager(keys);
        }
        TrustManager[] trust = tls.trustManagers();
        if (trust.length > 0) {
            credentials.trustManager(trust);
        }
        return credentials.build();
    }
}
