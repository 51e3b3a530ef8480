package dev.tercet.testkit.script;

import dev.tercet.testkit.internal.Patience;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;

/**
 * A unary call as it arrived.
 *
 * <p>The call's I/O thread and the test's threads meet here; the lock is held only to write to gRPC, which does not wait.
 *
 * @param <Q> the request
 * @param <R> the reply
 * @since 0.1
 */
public final class UnaryCall<Q, R> {
    private final ServerCall<Q, R> call;
    private final CallHeaders headers;
    private final Q request;
    private final long arrivedNanos = System.nanoTime();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    private boolean answered;

    UnaryCall(ServerCall<Q, R> call, CallHeaders headers, Q request) {
        this.call = call;
        this.headers = headers;
        this.request = request;
    }

    /** The message that the client sent. */
    public Q request() {
        return request;
    }

    /** What the client sent beside it. */
    public CallHeaders headers() {
        return headers;
    }

    /** When it came, on the clock of {@link System#nanoTime}. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** Answers it; without effect on a call that is over. */
    public synchronized void reply(R reply) {
        if (answered || call.isCancelled()) {
            return;
        }
        answered = true;
        call.sendHeaders(new Metadata());
        call.sendMessage(reply);
        call.close(Status.OK, new Metadata());
    }

    /** Ends it with a failure; without effect on a call that is over. */
    public synchronized void fail(Status status) {
        if (answered || call.isCancelled()) {
            return;
        }
        answered = true;
        call.close(status, new Metadata());
    }

    /** Whether the client has called it off, or its connection is gone, before it was answered. */
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Waits until {@link #isCancelled}. */
    public void awaitCancelled() {
        Patience.await(
                this::isCancelled,
                () -> "a cancellation of " + call.getMethodDescriptor().getFullMethodName());
    }

    void onCancel() {
        cancelled.countDown();
    }
}
