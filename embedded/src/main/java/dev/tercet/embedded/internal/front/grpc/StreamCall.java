package dev.tercet.embedded.internal.front.grpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.OpenCall;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream.
 *
 * <p>gRPC tells of it on the connection's thread, and the inlet is called from there only. What the service says comes from another
 * thread, and the server's stop from a third: a lock keeps these two apart, since a {@code ServerCall} takes one at a time. Nothing
 * but the call itself is touched under it.
 */
final class StreamCall<Q extends Message, R extends Message> extends ServerCall.Listener<Received<Q>>
        implements Outlet<R>, OpenCall {
    private final ServerCall<Received<Q>, R> call;
    private final Method.Stream<Q, R> method;
    private final CallRoom room;
    private final CallCounts.OfMethod counts;
    private final Object lock = new Object();

    /** Whether the next message is still to be asked for. */
    private final AtomicBoolean waits = new AtomicBoolean();

    private volatile @Nullable Inlet<Q> inlet;
    private boolean speaking;
    private boolean over;
    private volatile boolean abandoned;

    StreamCall(ServerCall<Received<Q>, R> call, Method.Stream<Q, R> method, CallRoom room) {
        this.call = call;
        this.method = method;
        this.room = room;
        this.counts = room.counts().of(method);
    }

    void begin(Caller caller) {
        call.request(1);
        room.calls().add(this);
        try {
            inlet = method.handler().open(caller, this);
        } catch (RuntimeException e) {
            end(Surprise.told(method.fullName(), e));
        }
    }

    @Override
    public void onMessage(Received<Q> received) {
        Q message;
        try {
            message = received.message(room.limit());
        } catch (EtcdError error) {
            endBy(error);
            return;
        }
        tell(service -> service.message(message));
        waits.set(true);
        goOn();
    }

    /** Reads on, once what was said is on its way: a client that does not listen is not listened to either. On any thread. */
    private void goOn() {
        Inlet<Q> service = inlet;
        if (waits.get() && service != null && !service.isFull() && isReady() && waits.compareAndSet(true, false)) {
            // Not under the lock, as it may bring the next message at once. gRPC takes this one on any thread.
            call.request(1);
        }
    }

    @Override
    public void onHalfClose() {
        tell(Inlet::halfClose);
    }

    @Override
    public void onReady() {
        tell(Inlet::ready);
        goOn();
    }

    @Override
    public void onCancel() {
        boolean first;
        synchronized (lock) {
            first = !over;
            over = true;
            abandoned |= first;
        }
        if (first) {
            ended(StatusCode.CANCELLED);
        }
        giveUp();
    }

    /** All was said, or gRPC ended it by itself. */
    @Override
    public void onComplete() {
        onCancel();
    }

    private void giveUp() {
        Inlet<Q> service = inlet;
        if (abandoned && service != null) {
            inlet = null;
            service.cancel();
        }
    }

    private void tell(Consumer<Inlet<Q>> what) {
        Inlet<Q> service = inlet;
        if (service == null || isOver()) {
            return;
        }
        try {
            what.accept(service);
        } catch (RuntimeException e) {
            endBy(Surprise.told(method.fullName(), e));
        }
    }

    private boolean isOver() {
        synchronized (lock) {
            return over;
        }
    }

    @Override
    public boolean isReady() {
        synchronized (lock) {
            return !over && call.isReady();
        }
    }

    @Override
    public void message(R message) {
        synchronized (lock) {
            if (over) {
                return;
            }
            if (!speaking) {
                speaking = true;
                call.sendHeaders(new Metadata());
            }
            call.sendMessage(message);
        }
        goOn();
    }

    @Override
    public void end(@Nullable EtcdError error) {
        close(error, false);
    }

    /** The service has not ended it, and is to hear of the end as of a client that went away: when gRPC says that it is complete. */
    @Override
    public void endBy(EtcdError error) {
        close(error, true);
    }

    private void close(@Nullable EtcdError error, boolean unasked) {
        synchronized (lock) {
            if (over) {
                return;
            }
            over = true;
            abandoned = unasked;
            if (error == null && !speaking) {
                call.sendHeaders(new Metadata());
            }
            call.close(error == null ? Status.OK : Statuses.of(error), new Metadata());
        }
        ended(error == null ? StatusCode.OK : error.code());
    }

    @Override
    public void lose() {
        synchronized (lock) {
            if (over) {
                return;
            }
            over = true;
        }
        ended(StatusCode.CANCELLED);
        room.lose(call);
    }

    private void ended(StatusCode code) {
        room.calls().remove(this);
        counts.end(code);
    }
}
