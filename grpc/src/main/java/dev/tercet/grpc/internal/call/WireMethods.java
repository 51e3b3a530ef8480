package dev.tercet.grpc.internal.call;

import dev.tercet.proto.codec.MethodCodec;
import dev.tercet.proto.codec.Methods;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * gRPC's descriptors of our calls and streams, on our values; each is made when first used.
 *
 * <p>Read by every call on any thread: the map is never changed, only replaced by a larger one.
 */
public final class WireMethods {
    // By identity, as in the table itself: a row's hash is computed from its strings.
    private static volatile IdentityHashMap<Object, MethodDescriptor<?, ?>> known = new IdentityHashMap<>();

    private WireMethods() {}

    public static <Q, R> MethodDescriptor<Q, R> of(Rpc<Q, R> rpc) {
        MethodDescriptor<Q, R> made = find(rpc);
        return made != null ? made : make(rpc, MethodType.UNARY, rpc.fullName(), Methods.of(rpc));
    }

    public static <Q, R> MethodDescriptor<Q, R> of(StreamRpc<Q, R> rpc) {
        MethodDescriptor<Q, R> made = find(rpc);
        return made != null ? made : make(rpc, MethodType.SERVER_STREAMING, rpc.fullName(), Methods.of(rpc));
    }

    @SuppressWarnings("unchecked") // A descriptor is filed under the row that gave it its types.
    private static <Q, R> @Nullable MethodDescriptor<Q, R> find(Object row) {
        return (MethodDescriptor<Q, R>) known.get(row);
    }

    private static synchronized <Q, R> MethodDescriptor<Q, R> make(
            Object row, MethodType type, String fullName, MethodCodec<Q, R> codec) {
        MethodDescriptor<Q, R> made = describe(type, fullName, codec);
        IdentityHashMap<Object, MethodDescriptor<?, ?>> more = new IdentityHashMap<>(known);
        more.put(row, made);
        known = more;
        return made;
    }

    /** The descriptor of a method that is not a row of the table. */
    public static <Q, R> MethodDescriptor<Q, R> describe(MethodType type, String fullName, MethodCodec<Q, R> codec) {
        return MethodDescriptor.<Q, R>newBuilder()
                .setType(type)
                .setFullMethodName(fullName)
                .setRequestMarshaller(ValueMarshaller.ofRequests(codec))
                .setResponseMarshaller(ValueMarshaller.ofReplies(codec))
                .build();
    }
}
