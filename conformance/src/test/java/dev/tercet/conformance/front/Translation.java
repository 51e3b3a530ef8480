package dev.tercet.conformance.front;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import java.util.Objects;

/**
 * A call on its way through.
 *
 * <p>The thread of the connection sends, threads of the channel's pool receive; the lock guards the call, and what was counted.
 */
final class Translation extends ClientCall.Listener<Message> {
    private final ClientCall<Message, Message> call;
    private final MethodDescriptor<Message, Message> method;
    private final Reply reply;
    private int sent;
    private int received;
    private boolean all;
    private boolean over;

    Translation(ClientCall<Message, Message> call, MethodDescriptor<Message, Message> method, Reply reply) {
        this.call = call;
        this.method = method;
        this.reply = reply;
    }

    synchronized void start(Metadata metadata) {
        call.start(this, metadata);
        // The second is that a unary call has no second one.
        call.request(2);
    }

    synchronized void send(String json) throws InvalidProtocolBufferException {
        if (over) {
            return;
        }
        PrototypeMarshaller<Message> requests = (PrototypeMarshaller<Message>) method.getRequestMarshaller();
        sent++;
        call.sendMessage(Json.read(json, Objects.requireNonNull(requests.getMessagePrototype())));
    }

    /** The body is whole. */
    synchronized void endOfRequests() {
        all = true;
        halfCloseIfDue();
    }

    /** The client is gone. */
    synchronized void giveUp() {
        if (!over) {
            over = true;
            call.cancel("the client is gone", null);
        }
    }

    /** The request cannot be read. */
    synchronized void refuse(Status status) {
        if (!over) {
            over = true;
            reply.ended(status);
            call.cancel("not a request", null);
        }
    }

    /** etcd answers every renewal that it was sent before the end; a script may play only a while after it. */
    private void halfCloseIfDue() {
        boolean renews = method.getFullMethodName()
                .equals(LeaseGrpc.getLeaseKeepAliveMethod().getFullMethodName());
        if (all && !over && (!renews || received >= sent)) {
            all = false;
            call.halfClose();
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    @Override
    public void onHeaders(Metadata headers) {
        if (!isOver()) {
            reply.begun();
        }
    }

    @Override
    public void onMessage(Message message) {
        if (isOver()) {
            return;
        }
        reply.message(message);
        synchronized (this) {
            received++;
            call.request(1);
            halfCloseIfDue();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        reply.ended(status);
    }
}
