package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.internal.call.Engine;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.endpoint.Candidate;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A wire with keys behind it: reads are answered at once, unless it is told to be silent; other calls by what the test sets. */
final class Shelf implements Transport {
    static final Header HEADER = new Header(1, 2, 42, 3);

    final NavigableMap<Bytes, KeyValue> keys = new TreeMap<>();
    final List<Object> asked = new CopyOnWriteArrayList<>();
    final List<WireCall> cancelled = new CopyOnWriteArrayList<>();
    volatile boolean silent;
    volatile boolean closed;

    /** The answer to whatever is no read. */
    volatile @Nullable Object answer;

    /** The server's words for the next read. */
    volatile @Nullable String refusal;

    /** What becomes of the reads to come, in turn: the server's words, "silent" for no answer, or nothing for an answer. */
    final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    Shelf with(String... keysToAdd) {
        for (String key : keysToAdd) {
            keys.put(Bytes.of(key), new KeyValue(Bytes.of(key), Bytes.of("value of " + key), 1, 2, 3, 4));
        }
        return this;
    }

    Shelf withLarge(String key, int bytes) {
        keys.put(Bytes.of(key), new KeyValue(Bytes.of(key), Bytes.wrap(new byte[bytes]), 1, 2, 3, 4));
        return this;
    }

    Shelf withMany(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            with(String.format("%s%05d", prefix, i));
        }
        return this;
    }

    View view(Executor callbacks) {
        FakeScheduler time = new FakeScheduler();
        Engine engine = new Engine(
                new Endpoints(List.of(Candidate.of(new Endpoint("http", "shelf", 2379))), List.of(this), time),
                time,
                Credentials.NONE,
                CallOptions.DEFAULT);
        return new View(
                engine, time, new Straight(callbacks), CallOptions.DEFAULT, Namespace.NONE, StandardCharsets.UTF_8);
    }

    View view() {
        return view(Runnable::run);
    }

    List<Get> reads() {
        return asked.stream().map(Get.class::cast).toList();
    }

    private GetResult read(Get get) {
        List<KeyValue> inside = keys.values().stream()
                .filter(kv -> get.range().contains(kv.key()))
                .toList();
        boolean more = get.maxKeys() > 0 && inside.size() > get.maxKeys();
        return new GetResult(HEADER, more ? inside.subList(0, (int) get.maxKeys()) : inside, more, inside.size());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        asked.add(request);
        String next = refusals.poll();
        String words = next == null || next.isEmpty() || next.equals("silent") ? refusal : next;
        Object other = answer;
        boolean answers =
                words != null || !silent && !"silent".equals(next) && (request instanceof Get || other != null);
        WireCall call = new WireCall() {
            @Override
            public void cancel() {
                if (!answers) {
                    cancelled.add(this);
                }
            }

            @Override
            public boolean hasLeft() {
                return true;
            }
        };
        if (words != null) {
            refusal = null;
            reply.onFailure(new WireFailure(StatusCode.UNKNOWN, words, Reach.ANSWERED, null));
        } else if (answers && request instanceof Get get) {
            GetResult result = read(get);
            long bytes =
                    result.kvs().stream().mapToLong(kv -> kv.value().length()).sum();
            if (bytes > context.maxReplyBytes()) {
                reply.onFailure(WireFailure.replyTooLarge("too large", bytes));
            } else {
                reply.onReply((R) result);
            }
        } else if (answers && other != null) {
            reply.onReply((R) other);
        }
        return call;
    }

    @Override
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        throw new UnsupportedOperationException("a shelf has no streams");
    }

    @Override
    public void close() {
        closed = true;
    }
}
