package dev.tercet.conformance;

import dev.tercet.connection.Endpoint;
import dev.tercet.embedded.EmbeddedEtcd;
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
import dev.tercet.spi.WireStream;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds embedded etcds by endpoint, so that suites can name several, and some that are not there: what a network does for those with
 * ports.
 */
final class EmbeddedNames implements TransportProvider {
    private final Map<String, EmbeddedEtcd> named = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Gives it an endpoint. */
    String add(EmbeddedEtcd etcd) {
        String endpoint = "http://contract-" + count.incrementAndGet() + ":2379";
        named.put(endpoint, etcd);
        return endpoint;
    }

    void remove(String endpoint) {
        named.remove(endpoint);
    }

    @Override
    public String name() {
        return "embedded by name";
    }

    @Override
    public Transport open(Endpoint endpoint, TransportSettings settings) {
        EmbeddedEtcd etcd = named.get(endpoint.toString());
        return etcd == null ? new Nobody() : etcd.transport().open(endpoint, settings);
    }

    /** The way to where nobody is. */
    private static final class Nobody implements Transport {
        private static WireFailure refused() {
            String words = "connection refused: no embedded etcd has this name";
            return new WireFailure(
                    StatusCode.UNAVAILABLE, words, WireFailure.Reach.NEVER_LEFT, new ConnectException(words));
        }

        @Override
        public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
            reply.onFailure(refused());
            return new WireCall() {
                @Override
                public void cancel() {
                    // It has ended.
                }

                @Override
                public boolean hasLeft() {
                    return false;
                }
            };
        }

        @Override
        public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
            reply.onEnd(refused());
            return new WireStream() {
                @Override
                public void request(int messages) {
                    // It has ended.
                }

                @Override
                public void requestProgress() {
                    // It has ended.
                }

                @Override
                public void cancel() {
                    // It has ended.
                }
            };
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
