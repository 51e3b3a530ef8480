package dev.tercet.benchmarks.etcdjava;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.client.EtcdClient;
import com.ibm.etcd.client.kv.KvClient;
import com.ibm.etcd.client.kv.WatchUpdate;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Subscriptions;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** etcd-java with its default settings. */
final class EtcdJavaClient implements BenchClient {
    private final EtcdClient client;
    private final KvClient kv;

    private EtcdJavaClient(int port) {
        client = EtcdClient.forEndpoint("127.0.0.1", port)
                .withPlainText()
                // Large ranges are more than gRPC takes by itself.
                .withMaxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        kv = client.getKvClient();
    }

    public static void main(String[] args) throws IOException {
        Contestant.serve(EtcdJavaClient::new);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        kv.put(bytes(key), bytes(value)).sync();
    }

    @Override
    public int get(byte[] key) {
        return kv.get(bytes(key)).sync().getKvs(0).getValue().size();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        tell(kv.put(bytes(key), bytes(value)).async(), done, reply -> 0);
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        tell(
                kv.get(bytes(key)).async(),
                done,
                reply -> reply.getKvs(0).getValue().size());
    }

    /** Tells of the end of a call, on the thread that ends it. */
    static <T> void tell(ListenableFuture<T> call, Done done, ToIntFunction<T> bytes) {
        Futures.addCallback(
                call,
                new FutureCallback<T>() {
                    @Override
                    public void onSuccess(T reply) {
                        done.done(bytes.applyAsInt(reply));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        done.failed(failure);
                    }
                },
                MoreExecutors.directExecutor());
    }

    @Override
    public RangeResponse held(byte[] prefix) {
        return kv.get(bytes(prefix)).asPrefix().sync();
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
        KvClient.Watch watch =
                kv.watch(bytes(prefix)).asPrefix().start(observer(update -> visit(update, events), events::failed));
        return watch::close;
    }

    @Override
    public Subscription watchValues(byte[] prefix, Values values) {
        Consumer<WatchUpdate> taker = update -> {
            for (Event event : update.getEvents()) {
                values.arrived(event.getKv().getValue().asReadOnlyByteBuffer());
            }
        };
        KvClient.Watch watch = kv.watch(bytes(prefix)).asPrefix().start(observer(taker, values::failed));
        return watch::close;
    }

    @Override
    public Subscription watches(byte[][] keys, Events events) throws Exception {
        return Subscriptions.open(all -> {
            List<KvClient.Watch> opened = new ArrayList<>(keys.length);
            for (byte[] key : keys) {
                KvClient.Watch watch =
                        kv.watch(bytes(key)).start(observer(update -> told(update, events), events::failed));
                all.add(watch::close);
                opened.add(watch);
            }
            for (KvClient.Watch watch : opened) {
                if (!watch.get(40, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a watch was not created");
                }
            }
        });
    }

    @Override
    public void lease(Duration ttl, Kept kept) {
        EtcdJavaLease.keep(client.getLeaseClient(), ttl, kept);
    }

    @Override
    public boolean does(Row row) {
        return !row.isRecipe();
    }

    private static StreamObserver<WatchUpdate> observer(Consumer<WatchUpdate> taker, Consumer<Throwable> failed) {
        return new StreamObserver<>() {
            @Override
            public void onNext(WatchUpdate update) {
                taker.accept(update);
            }

            @Override
            public void onError(Throwable failure) {
                failed.accept(failure);
            }

            @Override
            public void onCompleted() {}
        };
    }

    /** That it is created comes as an update without events. */
    private static void told(WatchUpdate update, Events events) {
        if (!update.getEvents().isEmpty()) {
            visit(update, events);
        }
    }

    private static void visit(WatchUpdate update, Events events) {
        long bytes = 0;
        for (Event event : update.getEvents()) {
            bytes += event.getKv().getKey().size() + event.getKv().getValue().size();
        }
        events.arrived(update.getEvents().size(), bytes);
    }

    private static ByteString bytes(byte[] array) {
        return UnsafeByteOperations.unsafeWrap(array);
    }

    @Override
    public void close() {
        client.close();
    }
}
