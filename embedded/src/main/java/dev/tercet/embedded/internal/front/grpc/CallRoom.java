package dev.tercet.embedded.internal.front.grpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.Underway;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.net.SocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where calls of one server are.
 *
 * @param underway those that have no end yet
 * @param counts how many there were
 * @param maxMessageBytes how large a request may be
 * @param cut breaks the connection of a client at this address
 */
record CallRoom(Underway underway, CallCounts counts, int maxMessageBytes, Consumer<SocketAddress> cut) {
    /** What etcd's gRPC says to a message of this size, where ours would use words of its own. */
    @Nullable
    EtcdError tooLarge(Message message) {
        int size = message.getSerializedSize();
        return size <= maxMessageBytes
                ? null
                : new EtcdError(
                        StatusCode.RESOURCE_EXHAUSTED,
                        "grpc: received message larger than max (" + size + " vs. " + maxMessageBytes + ")");
    }

    /** Breaks the connection that a call came through. */
    void lose(ServerCall<?, ?> call) {
        SocketAddress client = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (client != null) {
            cut.accept(client);
        }
    }
}
