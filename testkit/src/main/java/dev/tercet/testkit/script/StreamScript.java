package dev.tercet.testkit.script;

import dev.tercet.testkit.internal.Patience;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The streams that clients open of one kind. The test takes each as it comes and plays it by hand, or leaves all to a handler.
 *
 * @param <S> the stream
 * @since 0.1
 */
public final class StreamScript<S extends ScriptedStream<?, ?>> {
    private final String name;
    private final List<S> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<S> untaken = new LinkedBlockingQueue<>();
    private volatile @Nullable Consumer<S> handler;

    StreamScript(String name) {
        this.name = name;
    }

    /** Gives every stream to {@code onOpen}, on the I/O thread, instead of keeping it for {@link #await}. */
    public StreamScript<S> always(Consumer<S> onOpen) {
        handler = onOpen;
        return this;
    }

    /** The next stream that a client opens, or has opened and nobody took. */
    public S await() {
        return Patience.take(untaken, () -> "a stream of " + name + "; opened so far: " + all.size());
    }

    /** The next stream, or null if none is opened within {@code limit}: for what must not happen. */
    public @Nullable S poll(Duration limit) {
        return Patience.poll(untaken, limit);
    }

    /** All streams so far. */
    public List<S> all() {
        return all;
    }

    /** Those that neither side has ended. */
    public List<S> open() {
        return all.stream().filter(ScriptedStream::isOpen).toList();
    }

    /** Waits until neither side has left a stream open. */
    public void awaitNoneOpen() {
        Patience.await(() -> open().isEmpty(), () -> "no open stream of " + name + "; there are " + open().size());
    }

    <Q, R> ServerCallHandler<Q, R> handler(Function<ScriptedStream.Wire<Q, R>, S> make) {
        return (ServerCall<Q, R> call, Metadata metadata) -> {
            S stream = make.apply(new ScriptedStream.Wire<>(call, CallHeaders.of(metadata, call.getAuthority())));
            all.add(stream);
            Consumer<S> taker = handler;
            if (taker == null) {
                untaken.add(stream);
            } else {
                taker.accept(stream);
            }
            @SuppressWarnings("unchecked") // The same Q and R as those of the call that it was made of.
            ScriptedStream<Q, R> typed = (ScriptedStream<Q, R>) stream;
            return typed.start();
        };
    }
}
