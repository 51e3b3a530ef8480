package dev.tercet.embedded.internal.front.grpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.call.OpenCalls;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.status.EtcdError;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.protobuf.ProtoUtils;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows gRPC the rows of a {@link MethodTable}, and the standard health service. */
public final class GrpcMethods extends HandlerRegistry {
    private final MethodTable table;
    private final CallRoom room;
    private final Map<String, ServerMethodDefinition<?, ?>> definitions = new HashMap<>();

    /**
     * The rows of this table.
     *
     * @param limit how large a request may be; gRPC itself must let larger ones through
     * @param cut breaks the connection of a client at this address
     */
    public GrpcMethods(
            MethodTable table, OpenCalls calls, CallCounts counts, MessageLimit limit, Consumer<SocketAddress> cut) {
        this.table = table;
        this.room = new CallRoom(calls, counts, limit, cut);
        HealthService.table().all().forEach(this::add);
        table.all().forEach(this::add);
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String fullName, @Nullable String authority) {
        ServerMethodDefinition<?, ?> definition = definitions.get(fullName);
        return definition == null ? UnknownMethod.definition(fullName, table) : definition;
    }

    private void add(Method<?, ?> method) {
        definitions.put(
                method.fullName(),
                method instanceof Method.Unary<?, ?> unary ? define(unary) : define((Method.Stream<?, ?>) method));
    }

    private <Q extends Message, R extends Message> ServerMethodDefinition<Received<Q>, R> define(
            Method.Unary<Q, R> method) {
        return ServerMethodDefinition.create(
                descriptor(method, MethodDescriptor.MethodType.UNARY), (call, metadata) -> {
                    room.counts().of(method).start();
                    Caller caller = caller(method, call, metadata);
                    if (caller == null) {
                        return new ServerCall.Listener<>() {};
                    }
                    UnaryCall<Q, R> unary = new UnaryCall<>(call, method, caller, room);
                    unary.begin();
                    return unary;
                });
    }

    private <Q extends Message, R extends Message> ServerMethodDefinition<Received<Q>, R> define(
            Method.Stream<Q, R> method) {
        MethodDescriptor.MethodType type = method.oneRequest()
                ? MethodDescriptor.MethodType.SERVER_STREAMING
                : MethodDescriptor.MethodType.BIDI_STREAMING;
        return ServerMethodDefinition.create(descriptor(method, type), (call, metadata) -> {
            room.counts().of(method).start();
            Caller caller = caller(method, call, metadata);
            if (caller == null) {
                return new ServerCall.Listener<>() {};
            }
            StreamCall<Q, R> stream = new StreamCall<>(call, method, room);
            stream.begin(caller);
            return stream;
        });
    }

    private @Nullable Caller caller(Method<?, ?> method, ServerCall<?, ?> call, Metadata metadata) {
        try {
            return Callers.from(metadata);
        } catch (EtcdError error) {
            room.counts().of(method).end(error.code());
            call.close(Statuses.of(error), new Metadata());
            return null;
        }
    }

    private static <Q extends Message, R extends Message> MethodDescriptor<Received<Q>, R> descriptor(
            Method<Q, R> method, MethodDescriptor.MethodType type) {
        boolean unary = type == MethodDescriptor.MethodType.UNARY;
        return MethodDescriptor.newBuilder(
                        new Requests<>(method.request(), unary), ProtoUtils.marshaller(method.reply()))
                .setType(type)
                .setFullMethodName(method.fullName())
                .build();
    }
}
