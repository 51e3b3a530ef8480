package dev.tercet.internal.client;

import static org.awaitility.Awaitility.await;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A transport of texts to wherever one likes, which the test answers. */
final class PostOffice implements TransportProvider {
    private final List<Letter> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    /** A call that has left. */
    static final class Letter implements WireCall {
        final String to;
        final Object text;
        private final Reply<Object> reply;
        private final AtomicBoolean answered = new AtomicBoolean();
        volatile boolean cancelled;

        Letter(String to, Object text, Reply<Object> reply) {
            this.to = to;
            this.text = text;
            this.reply = reply;
        }

        void reply(Object value) {
            if (answered.compareAndSet(false, true)) {
                reply.onReply(value);
            }
        }

        void fail(StatusCode code, String words, Reach reach) {
            if (answered.compareAndSet(false, true)) {
                reply.onFailure(new WireFailure(code, words, reach, null));
            }
        }

        void lose() {
            fail(StatusCode.UNAVAILABLE, "lost", Reach.LOST);
        }

        @Override
        public void cancel() {
            cancelled = true;
            fail(StatusCode.CANCELLED, "cancelled", Reach.LOST);
        }

        @Override
        public boolean hasLeft() {
            return true;
        }
    }

    @Override
    public String name() {
        return "post";
    }

    @Override
    public Transport open(Endpoint endpoint, TransportSettings settings) {
        open.incrementAndGet();
        return new Transport() {
            @Override
            @SuppressWarnings("unchecked")
            public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
                Letter letter = new Letter(endpoint.toString(), request, (Reply<Object>) reply);
                sent.add(letter);
                return letter;
            }

            @Override
            public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
                throw new UnsupportedOperationException("there are only letters");
            }

            @Override
            public void close() {
                open.decrementAndGet();
                sent.stream()
                        .filter(letter -> letter.to.equals(endpoint.toString()))
                        .forEach(Letter::lose);
            }
        };
    }

    /** How many ways are not closed. */
    int open() {
        return open.get();
    }

    /** The latest with this text; waits for it. */
    Letter letter(String text) {
        return await().until(
                        () -> sent.stream()
                                .filter(letter -> letter.text.equals(text))
                                .reduce((first, second) -> second)
                                .orElse(null),
                        letter -> letter != null);
    }

    /** Where those with this text went, in order. */
    List<String> letters(String text) {
        return sent.stream()
                .filter(letter -> letter.text.equals(text))
                .map(letter -> letter.to)
                .toList();
    }
}
