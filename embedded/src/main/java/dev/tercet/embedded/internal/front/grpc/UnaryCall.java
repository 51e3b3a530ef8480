package dev.tercet.embedded.internal.front.grpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.OpenCall;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply.
 *
 * <p>gRPC tells of it on the connection's thread; the answer comes from any. Whoever is the first to end it closes it.
 */
final class UnaryCall<Q extends Message, R extends Message> extends ServerCall.Listener<Received<Q>>
        implements Outcome<R>, OpenCall {
    private final ServerCall<Received<Q>, R> call;
    private final Method.Unary<Q, R> method;
    private final Caller caller;
    private final CallRoom room;
    private final CallCounts.OfMethod counts;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Q request;
    private Waiting waiting = Waiting.NONE;
    private volatile boolean abandoned;

    UnaryCall(ServerCall<Received<Q>, R> call, Method.Unary<Q, R> method, Caller caller, CallRoom room) {
        this.call = call;
        this.method = method;
        this.caller = caller;
        this.room = room;
        this.counts = room.counts().of(method);
    }

    void begin() {
        // Two, so that a client that sends more than it may is found out.
        call.request(2);
        room.calls().add(this);
    }

    @Override
    public void onMessage(Received<Q> received) {
        if (request != null) {
            refuse(new EtcdError(StatusCode.INTERNAL, "more than one request in a call of " + method.fullName()));
            return;
        }
        try {
            request = received.message(room.limit());
        } catch (EtcdError error) {
            refuse(error);
        }
    }

    @Override
    public void onHalfClose() {
        Q asked = request;
        if (over.get()) {
            return;
        }
        if (asked == null) {
            refuse(new EtcdError(StatusCode.INTERNAL, "no request in a call of " + method.fullName()));
            return;
        }
        try {
            waiting = method.handler().handle(asked, caller, this);
        } catch (RuntimeException e) {
            refuse(Surprise.told(method.fullName(), e));
        }
    }

    @Override
    public void onCancel() {
        if (over.compareAndSet(false, true)) {
            abandoned = true;
            ended(StatusCode.CANCELLED);
        }
        giveUp();
    }

    /** All was said, or gRPC ended it by itself. */
    @Override
    public void onComplete() {
        onCancel();
    }

    /** On the connection's thread, as the handler's own call was: so it has returned, and what it waits for is known. */
    private void giveUp() {
        if (abandoned) {
            waiting.cancel();
        }
    }

    @Override
    public void reply(R reply) {
        if (over.compareAndSet(false, true)) {
            ended(StatusCode.OK);
            call.sendHeaders(new Metadata());
            call.sendMessage(reply);
            call.close(Status.OK, new Metadata());
        }
    }

    @Override
    public void refuse(EtcdError error) {
        if (over.compareAndSet(false, true)) {
            ended(error.code());
            call.close(Statuses.of(error), new Metadata());
        }
    }

    @Override
    public void lose() {
        if (over.compareAndSet(false, true)) {
            ended(StatusCode.CANCELLED);
            room.lose(call);
        }
    }

    @Override
    public void endBy(EtcdError error) {
        if (over.compareAndSet(false, true)) {
            abandoned = true;
            ended(error.code());
            call.close(Statuses.of(error), new Metadata());
        }
    }

    private void ended(StatusCode code) {
        room.calls().remove(this);
        counts.end(code);
    }
}
