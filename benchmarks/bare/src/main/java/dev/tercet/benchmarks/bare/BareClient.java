package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Holder;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Subscriptions;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generated stubs, with callbacks on the I/O thread: nothing that a client would add. With the argument {@code pool} callbacks are
 * on gRPC's own threads instead, which is its default. With {@code noretry} calls go without gRPC's layer for retries, which wraps each
 * of them unless it is switched off.
 */
public final class BareClient implements BenchClient {
    private final ManagedChannel channel;
    private final KVGrpc.KVStub async;
    private final KVGrpc.KVBlockingStub blocking;
    private @Nullable BareLeases leases;

    /** On this channel, which is closed with the contender. */
    public BareClient(ManagedChannel channel) {
        this.channel = channel;
        async = KVGrpc.newStub(channel);
        blocking = KVGrpc.newBlockingStub(channel);
    }

    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        Contestant.serve(port -> {
            NettyChannelBuilder builder = builder(port);
            if (!words.contains("pool")) {
                builder.directExecutor();
            }
            if (words.contains("noretry")) {
                builder.disableRetry();
            }
            return new BareClient(builder.build());
        });
    }

    static ManagedChannel channel(int port) {
        return builder(port).directExecutor().build();
    }

    private static NettyChannelBuilder builder(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                // Large ranges are more than gRPC takes by itself.
                .maxInboundMessageSize(Integer.MAX_VALUE);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        blocking.put(putRequest(key, value));
    }

    @Override
    public int get(byte[] key) {
        return blocking.range(getRequest(key)).getKvs(0).getValue().size();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        async.put(putRequest(key, value), new Callback<PutResponse>(done) {
            @Override
            int bytes(PutResponse reply) {
                return 0;
            }
        });
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        async.range(getRequest(key), new Callback<RangeResponse>(done) {
            @Override
            int bytes(RangeResponse reply) {
                return reply.getKvs(0).getValue().size();
            }
        });
    }

    @Override
    public RangeResponse held(byte[] prefix) {
        return blocking.range(RangeRequest.newBuilder()
                .setKey(bytes(prefix))
                .setRangeEnd(bytes(prefixEnd(prefix)))
                .build());
    }

    @Override
    public long range(byte[] prefix) {
        long bytes = 0;
        for (KeyValue entry : held(prefix).getKvsList()) {
            bytes += entry.getKey().size() + entry.getValue().size();
        }
        return bytes;
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        return new BareWatch(channel, bytes(prefix), bytes(prefixEnd(prefix)), events);
    }

    @Override
    public Subscription watchSlowly(byte[] prefix, Events events) {
        return new BareSlowWatch(channel, bytes(prefix), bytes(prefixEnd(prefix)), events);
    }

    @Override
    public Subscription watchValues(byte[] prefix, Values values) {
        return new BareWatch(channel, bytes(prefix), bytes(prefixEnd(prefix)), values);
    }

    @Override
    public Subscription watches(byte[][] keys, Events events) throws Exception {
        return Subscriptions.open(all -> {
            BareWatches watches = new BareWatches(channel, keys, events);
            all.add(watches);
            watches.await();
        });
    }

    @Override
    public synchronized void lease(Duration ttl, Kept kept) {
        if (leases == null) {
            leases = new BareLeases(channel);
        }
        leases.grant(ttl, kept);
    }

    @Override
    public boolean does(Row row) {
        return true;
    }

    @Override
    public Recipe recipe(Row row) {
        return BareRecipes.of(row, channel);
    }

    @Override
    public Holder holder(String lock) {
        return new BareLock(new BareSession(channel).open(), lock);
    }

    private static PutRequest putRequest(byte[] key, byte[] value) {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
    }

    private static RangeRequest getRequest(byte[] key) {
        return RangeRequest.newBuilder().setKey(bytes(key)).build();
    }

    private static ByteString bytes(byte[] array) {
        return UnsafeByteOperations.unsafeWrap(array);
    }

    // Good enough for prefixes that end in a letter or a slash, as ours do.
    private static byte[] prefixEnd(byte[] prefix) {
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        return end;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private abstract static class Callback<T> implements StreamObserver<T> {
        private final Done done;
        private int bytes;

        Callback(Done done) {
            this.done = done;
        }

        abstract int bytes(T reply);

        @Override
        public void onNext(T reply) {
            bytes = bytes(reply);
        }

        @Override
        public void onError(Throwable failure) {
            done.failed(failure);
        }

        @Override
        public void onCompleted() {
            done.done(bytes);
        }
    }
}
