package dev.tercet.embedded.internal.front.call;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * How large a request may be, in the words of the gRPC that etcd uses.
 *
 * @param bytes as protobuf
 */
public record MessageLimit(int bytes) {
    /** The refusal of this message, if it is too large. */
    public @Nullable EtcdError refusal(Message message) {
        int size = message.getSerializedSize();
        return size <= bytes ? null : refusal(Integer.toString(size));
    }

    /**
     * Looks at a message of so many bytes.
     *
     * @throws EtcdError if that is too many
     */
    public void check(int size) {
        if (size > bytes) {
            throw refusal(Integer.toString(size));
        }
    }

    /** The refusal of a message of so many bytes. */
    public EtcdError refusal(String size) {
        return new EtcdError(
                StatusCode.RESOURCE_EXHAUSTED,
                "grpc: received message larger than max (" + size + " vs. " + bytes + ")");
    }
}
