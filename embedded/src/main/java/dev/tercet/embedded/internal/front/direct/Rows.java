package dev.tercet.embedded.internal.front.direct;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.proto.codec.LeaseCodec;
import dev.tercet.proto.codec.MethodCodec;
import dev.tercet.proto.codec.Methods;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's methods by the client's rows.
 *
 * <p>Threads: the map is replaced, never changed, so that a call finds its row by one read; a row that is looked up by two threads at
 * once may be made twice.
 */
final class Rows {
    private final MethodTable methods;
    private volatile IdentityHashMap<Object, Row<?, ?>> rows = new IdentityHashMap<>();

    Rows(MethodTable methods) {
        this.methods = methods;
    }

    /**
     * A row.
     *
     * @param method its full gRPC name
     * @param codec between the client's values and the server's messages
     * @param call what takes a call, or null if the server makes a stream of it
     * @param stream what takes a stream
     */
    record Row<Q, R>(
            String method,
            MethodCodec<Q, R> codec,
            @Nullable Handler<Message, Message> call,
            @Nullable StreamHandler<Message, Message> stream) {
        StreamHandler<Message, Message> asStream() {
            return Objects.requireNonNull(stream);
        }
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // There is one of each row.
    <Q, R> Row<Q, R> of(Rpc<Q, R> rpc) {
        Row<?, ?> row = rows.get(rpc);
        if (row == null) {
            MethodCodec<?, ?> codec = (Object) rpc == LeaseRpcs.RENEW ? LeaseCodec.RENEWALS : Methods.of(rpc);
            row = add(rpc, row(codec, rpc.fullName()));
        }
        return (Row<Q, R>) row;
    }

    @SuppressWarnings("unchecked") // A row is put under what has its types.
    <Q, R> Row<Q, R> of(StreamRpc<Q, R> rpc) {
        Row<?, ?> row = rows.get(rpc);
        return (Row<Q, R>) (row == null ? add(rpc, row(Methods.of(rpc), rpc.fullName())) : row);
    }

    private synchronized Row<?, ?> add(Object rpc, Row<?, ?> row) {
        IdentityHashMap<Object, Row<?, ?>> more = new IdentityHashMap<>(rows);
        more.put(rpc, row);
        rows = more;
        return row;
    }

    @SuppressWarnings("unchecked") // The codec makes the messages that the method of the same name takes.
    private Row<?, ?> row(MethodCodec<?, ?> codec, String name) {
        Method<?, ?> method = methods.find(name);
        if (method instanceof Method.Unary<?, ?> unary) {
            return new Row<>(name, codec, (Handler<Message, Message>) unary.handler(), null);
        }
        if (method instanceof Method.Stream<?, ?> stream) {
            return new Row<>(name, codec, null, (StreamHandler<Message, Message>) stream.handler());
        }
        throw new IllegalArgumentException("the embedded etcd has no " + name);
    }
}
