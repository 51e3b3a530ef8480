package dev.tercet.grpc.support;

import static org.awaitility.Awaitility.await;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** What came of a stream, to wait for. */
public final class Received<R> implements StreamReply<R> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<R> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile @Nullable WireFailure failure;
    private @Nullable WireStream stream;

    public static <Q, R> Received<R> from(Transport transport, StreamRpc<Q, R> rpc, Q request) {
        return from(transport, rpc, request, CallContext.PLAIN);
    }

    public static <Q, R> Received<R> from(Transport transport, StreamRpc<Q, R> rpc, Q request, CallContext context) {
        Received<R> received = new Received<>();
        received.stream = transport.stream(rpc, request, context, received);
        return received;
    }

    @Override
    public void onMessage(R message) {
        messages.add(message);
    }

    @Override
    public void onEnd(@Nullable WireFailure why) {
        failure = why;
        ends.incrementAndGet();
    }

    public List<R> messages() {
        return messages;
    }

    /** The message of that place, once it is there. */
    public R message(int index) {
        waiting().until(() -> messages.size() > index);
        return messages.get(index);
    }

    /** Why it ended, once it has; null for an end without an error. */
    public @Nullable WireFailure end() {
        waiting().until(() -> ends.get() > 0);
        return failure;
    }

    // At once if it can be: tests wait for hundreds of messages.
    private static ConditionFactory waiting() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    public WireFailure failure() {
        return Objects.requireNonNull(end(), "ended without an error");
    }

    public int ends() {
        return ends.get();
    }

    public WireStream stream() {
        return Objects.requireNonNull(stream);
    }
}
