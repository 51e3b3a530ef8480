package dev.tercet.testkit.junit;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one client has open at its server, counted on the way there. A server counts for all its clients together, so there a watch
 * that lasts as long as the class, and comes back some time after the store was emptied, would look like the test's.
 */
final class OpenCounts {
    private final AtomicInteger watches = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /** Watches that are open. */
    int watches() {
        return watches.get();
    }

    /** Other streams that are open: observations of elections, and snapshots. */
    int streams() {
        return streams.get();
    }

    /** Calls that wait for their answer: for locks, and in elections. */
    int waiting() {
        return calls.get();
    }

    boolean isIdle() {
        return watches() == 0 && streams() == 0 && waiting() == 0;
    }

    /** The same transports, counted here. */
    TransportProvider counting(TransportProvider provider) {
        return new TransportProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public Transport open(Endpoint endpoint, TransportSettings settings) {
                return new Counted(provider.open(endpoint, settings));
            }
        };
    }

    private final class Counted implements Transport {
        private final Transport transport;

        Counted(Transport transport) {
            this.transport = transport;
        }

        @Override
        public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
            calls.incrementAndGet();
            return transport.call(rpc, request, context, new Reply<>() {
                @Override
                public void onReply(R message) {
                    calls.decrementAndGet();
                    reply.onReply(message);
                }

                @Override
                public void onFailure(WireFailure failure) {
                    calls.decrementAndGet();
                    reply.onFailure(failure);
                }
            });
        }

        @Override
        public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
            AtomicInteger open = rpc.equals(WatchRpcs.WATCH) ? watches : streams;
            open.incrementAndGet();
            return transport.stream(rpc, request, context, new StreamReply<>() {
                @Override
                public void onMessage(R message) {
                    reply.onMessage(message);
                }

                @Override
                public void onEnd(@Nullable WireFailure failure) {
                    open.decrementAndGet();
                    reply.onEnd(failure);
                }
            });
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
