package dev.tercet.http;

import dev.tercet.spi.TransportTimer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that is sent once, or not at all.
 *
 * <p>java.net.http sends a request again when the connection that it kept was closed meanwhile: a GET always, others if a system
 * property says so. Whether ours may be repeated is decided above, so a second attempt gets no body. One without a body, as a DELETE, is
 * never asked for it: the last that java.net.http does before it writes such a head, each time it does, is to ask for the length.
 *
 * <p>Threads: asked for by whichever writes the request, given up from anywhere.
 */
final class OneShotBody implements BodyPublisher {
    private static final int KEPT = 0;
    private static final int SENT = 1;
    private static final int WITHDRAWN = 2;

    private final byte[] body;
    private final HttpAsk.@Nullable Tail tail;
    private final TransportTimer timer;
    private final AtomicInteger state = new AtomicInteger(KEPT);

    /**
     * A request's.
     *
     * @param timer for its tail, if it has one
     */
    OneShotBody(HttpAsk ask, TransportTimer timer) {
        this.body = ask.body();
        this.tail = ask.tail();
        this.timer = timer;
    }

    /** Whether any of it was asked for, after which it may be anywhere. The head is written no sooner. */
    boolean hasLeft() {
        return state.get() == SENT;
    }

    /** Keeps it from being sent; false if it is too late. */
    boolean withdraw() {
        return state.compareAndSet(KEPT, WITHDRAWN) || state.get() == WITHDRAWN;
    }

    @Override
    public long contentLength() {
        if (body.length == 0 && tail == null) {
            if (!state.compareAndSet(KEPT, SENT)) {
                throw new UncheckedIOException(notAgain());
            }
            return 0;
        }
        return (long) body.length + (tail == null ? 0 : tail.bytes().length);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> writer) {
        boolean first = state.compareAndSet(KEPT, SENT);
        if (first && tail != null) {
            writer.onSubscribe(new TailedBody(writer, body, tail, timer));
            return;
        }
        writer.onSubscribe(new Flow.Subscription() {
            private final AtomicInteger given = new AtomicInteger();

            @Override
            public void request(long n) {
                if (!given.compareAndSet(0, 1)) {
                    return;
                }
                if (first) {
                    writer.onNext(ByteBuffer.wrap(body));
                    writer.onComplete();
                } else {
                    writer.onError(notAgain());
                }
            }

            @Override
            public void cancel() {
                given.set(1);
            }
        });
    }

    private static IOException notAgain() {
        return new IOException("the request is not sent again");
    }
}
