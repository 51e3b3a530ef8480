package dev.tercet.testkit.script;

import dev.tercet.testkit.internal.Patience;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a client opened, played by the test.
 *
 * <p>The I/O thread and the test's threads meet here; the lock is held only to write to gRPC, which does not wait.
 *
 * @param <Q> what the client sends
 * @param <R> what the server sends
 * @since 0.1
 */
public class ScriptedStream<Q, R> {
    /** The stream as gRPC has it. */
    record Wire<Q, R>(ServerCall<Q, R> call, CallHeaders headers) {}

    private final ServerCall<Q, R> call;
    private final CallHeaders headers;
    private final List<Q> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Q> untaken = new LinkedBlockingQueue<>();
    private volatile @Nullable Consumer<Q> handler;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private boolean headersSent;

    ScriptedStream(Wire<Q, R> wire) {
        this.call = wire.call();
        this.headers = wire.headers();
    }

    /** What the client sent when it opened the stream. */
    public final CallHeaders headers() {
        return headers;
    }

    /** Gives every message to {@code onMessage}, on the I/O thread, instead of keeping it for {@link #await}. */
    public final void always(Consumer<Q> onMessage) {
        handler = onMessage;
    }

    /** The next message of the client. */
    public final Q await() {
        return Patience.take(untaken, () -> "a message on " + this + "; received so far: " + received);
    }

    /** The next message, or null if none comes within {@code limit}: for what must not happen. */
    public final @Nullable Q poll(Duration limit) {
        return Patience.poll(untaken, limit);
    }

    /** All messages so far. */
    public final List<Q> received() {
        return received;
    }

    /** Sends {@code message}; without effect once the stream is over. */
    public final synchronized void send(R message) {
        if (!isOpen()) {
            return;
        }
        if (!headersSent) {
            headersSent = true;
            call.sendHeaders(new Metadata());
        }
        call.sendMessage(message);
    }

    /** Ends the stream without an error, as proxies do. */
    public final void end() {
        fail(Status.OK);
    }

    /** Ends the stream with {@code status}. */
    public final synchronized void fail(Status status) {
        if (!isOpen()) {
            return;
        }
        ended = true;
        if (status.isOk() && !headersSent) {
            headersSent = true;
            call.sendHeaders(new Metadata());
        }
        call.close(status, new Metadata());
    }

    /** Ends the stream as a dying server does. */
    public final void failUnavailable() {
        fail(Status.UNAVAILABLE.withDescription("transport is closing"));
    }

    /** Ends the stream with an error that has no text. */
    public final void failWithoutDescription() {
        fail(Status.UNAVAILABLE);
    }

    /** Whether neither side has ended it. */
    public final boolean isOpen() {
        return !ended && !cancelled;
    }

    /** Whether the client reset it, or its connection is gone. */
    public final boolean isCancelled() {
        return cancelled;
    }

    /** Waits until {@link #isCancelled}. */
    public final void awaitCancelled() {
        Patience.await(this::isCancelled, () -> "a cancellation of " + this);
    }

    /** The client has no more to say. Most streams go on. */
    void onLast() {}

    final ServerCall.Listener<Q> start() {
        call.request(Integer.MAX_VALUE);
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(Q message) {
                received.add(message);
                Consumer<Q> taker = handler;
                if (taker == null) {
                    untaken.add(message);
                } else {
                    taker.accept(message);
                }
            }

            @Override
            public void onHalfClose() {
                onLast();
            }

            @Override
            public void onCancel() {
                cancelled = true;
            }
        };
    }

    @Override
    public final String toString() {
        return call.getMethodDescriptor().getFullMethodName() + (isOpen() ? "" : " (over)");
    }
}
