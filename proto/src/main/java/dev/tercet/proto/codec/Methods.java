package dev.tercet.proto.codec;

import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import org.jspecify.annotations.Nullable;

/**
 * The table of calls and streams with their codecs. Watches and lease renewals are not in it: the wire has no such calls, only
 * streams that many of them share.
 *
 * <p>Each service's part is made when it is first asked for: who only reads and writes keys does not load the messages of the others.
 * Whoever calls often keeps what it is given.
 */
public final class Methods {
    private Methods() {}

    /**
     * A call's codec.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    public static <Q, R> MethodCodec<Q, R> of(Rpc<Q, R> rpc) {
        return find(rpc, rpc.service(), rpc.method());
    }

    /**
     * A stream's codec.
     *
     * @throws IllegalArgumentException for a stream that is not in the table
     */
    public static <Q, R> MethodCodec<Q, R> of(StreamRpc<Q, R> rpc) {
        return find(rpc, rpc.service(), rpc.method());
    }

    @SuppressWarnings("unchecked") // Whatever was put under a row has the row's types: see Codecs.
    private static <Q, R> MethodCodec<Q, R> find(Object row, String service, String method) {
        MethodCodec<?, ?> codec = find(row, service);
        if (codec == null) {
            throw new IllegalArgumentException("no messages are known for " + service + "/" + method);
        }
        return (MethodCodec<Q, R>) codec;
    }

    private static @Nullable MethodCodec<?, ?> find(Object row, String service) {
        return switch (service) {
            case "etcdserverpb.KV" -> KvMethods.find(row);
            case "etcdserverpb.Lease" -> LeaseMethods.CODECS.find(row);
            case "etcdserverpb.Auth" -> AuthMethods.CODECS.find(row);
            case "etcdserverpb.Cluster" -> ClusterMethods.CODECS.find(row);
            case "etcdserverpb.Maintenance" -> MaintenanceMethods.CODECS.find(row);
            case "v3lockpb.Lock", "v3electionpb.Election" -> ConcurrencyMethods.CODECS.find(row);
            default -> null;
        };
    }
}
