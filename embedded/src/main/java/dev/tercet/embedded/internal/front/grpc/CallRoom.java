package dev.tercet.embedded.internal.front.grpc;

import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.call.OpenCalls;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.net.SocketAddress;
import java.util.function.Consumer;

/**
 * Where calls of one server are.
 *
 * @param calls those that have no end yet
 * @param counts how many there were
 * @param limit how large a request may be
 * @param cut breaks the connection of a client at this address
 */
record CallRoom(OpenCalls calls, CallCounts counts, MessageLimit limit, Consumer<SocketAddress> cut) {
    /** Breaks the connection that a call came through. */
    void lose(ServerCall<?, ?> call) {
        SocketAddress client = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (client != null) {
            cut.accept(client);
        }
    }
}
