package dev.tercet.testkit.script;

import dev.tercet.testkit.internal.Patience;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What one unary call answers: first the queued answers, one for each call, then always the same. Without either it says
 * UNIMPLEMENTED, as a server does that is too old for it.
 *
 * @param <Q> the request
 * @param <R> the reply
 * @since 0.1
 */
public final class UnaryScript<Q, R> implements ServerCallHandler<Q, R> {
    private final String name;
    private final List<UnaryCall<Q, R>> calls = new CopyOnWriteArrayList<>();
    private final Queue<Answer<Q, R>> queued = new ConcurrentLinkedQueue<>();
    private volatile Answer<Q, R> rest;

    UnaryScript(String name) {
        this.name = name;
        this.rest = Answer.failure(Status.UNIMPLEMENTED.withDescription("unknown method " + name));
    }

    /** The answer to one call more. */
    public UnaryScript<Q, R> then(Answer<Q, R> answer) {
        queued.add(answer);
        return this;
    }

    /** The answer to {@code times} calls more. */
    public UnaryScript<Q, R> then(int times, Answer<Q, R> answer) {
        for (int i = 0; i < times; i++) {
            queued.add(answer);
        }
        return this;
    }

    /** The answer to every call for which none is queued. */
    public UnaryScript<Q, R> always(Answer<Q, R> answer) {
        rest = answer;
        return this;
    }

    /** All calls so far, in the order of their arrival. */
    public List<UnaryCall<Q, R>> calls() {
        return calls;
    }

    /** How many calls came. */
    public int count() {
        return calls.size();
    }

    /** Waits until at least {@code count} calls came, and returns the one that has this number, counted from 1. */
    public UnaryCall<Q, R> awaitCall(int count) {
        Patience.await(
                () -> calls.size() >= count, () -> count + " calls of " + name + ", there were only " + calls.size());
        return calls.get(count - 1);
    }

    @Override
    public ServerCall.Listener<Q> startCall(ServerCall<Q, R> call, Metadata metadata) {
        CallHeaders headers = CallHeaders.of(metadata, call.getAuthority());
        call.request(2);
        return new ServerCall.Listener<>() {
            private volatile @Nullable UnaryCall<Q, R> arrived;

            @Override
            public void onMessage(Q request) {
                UnaryCall<Q, R> made = new UnaryCall<>(call, headers, request);
                arrived = made;
                calls.add(made);
            }

            // Only now may a unary call be closed: earlier, gRPC would reset the stream under the client's last frame.
            @Override
            public void onHalfClose() {
                Answer<Q, R> next = queued.poll();
                (next == null ? rest : next).answer(Objects.requireNonNull(arrived));
            }

            @Override
            public void onCancel() {
                UnaryCall<Q, R> made = arrived;
                if (made != null) {
                    made.onCancel();
                }
            }
        };
    }
}
