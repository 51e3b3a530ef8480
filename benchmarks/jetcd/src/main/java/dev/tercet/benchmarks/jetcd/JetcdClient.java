package dev.tercet.benchmarks.jetcd;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Holder;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Subscriptions;
import dev.tercet.benchmarks.Work;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** jetcd with its default settings. */
final class JetcdClient implements BenchClient {
    private static final GetOption PREFIX = GetOption.builder().isPrefix(true).build();

    private final Client client;
    private final KV kv;
    private final Watch watches;

    private JetcdClient(int port) {
        client = Client.builder()
                .endpoints("http://127.0.0.1:" + port)
                // Large ranges are more than gRPC takes by itself.
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        kv = client.getKVClient();
        watches = client.getWatchClient();
    }

    public static void main(String[] args) throws IOException {
        Contestant.serve(JetcdClient::new);
    }

    @Override
    public void put(byte[] key, byte[] value) throws Exception {
        kv.put(ByteSequence.from(key), ByteSequence.from(value)).get();
    }

    @Override
    public int get(byte[] key) throws Exception {
        return kv.get(ByteSequence.from(key)).get().getKvs().get(0).getValue().size();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        kv.put(ByteSequence.from(key), ByteSequence.from(value)).whenComplete((reply, failure) -> {
            if (failure != null) {
                done.failed(failure);
            } else {
                done.done(0);
            }
        });
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        kv.get(ByteSequence.from(key)).whenComplete((reply, failure) -> {
            if (failure != null) {
                done.failed(failure);
            } else {
                done.done(reply.getKvs().get(0).getValue().size());
            }
        });
    }

    @Override
    public long range(byte[] prefix) throws Exception {
        return visit(kv.get(ByteSequence.from(prefix), PREFIX).get());
    }

    @Override
    public GetResponse held(byte[] prefix) throws Exception {
        GetResponse response = kv.get(ByteSequence.from(prefix), PREFIX).get();
        // It makes its values when they are first asked for, and keeps them.
        visit(response);
        return response;
    }

    private static long visit(GetResponse response) {
        long bytes = 0;
        for (KeyValue entry : response.getKvs()) {
            bytes += entry.getKey().size() + entry.getValue().size();
        }
        return bytes;
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        Watch.Watcher watcher = watches.watch(
                ByteSequence.from(prefix),
                WatchOption.builder().isPrefix(true).build(),
                response -> visit(response, events),
                events::failed);
        return watcher::close;
    }

    @Override
    public Subscription watchValues(byte[] prefix, Values values) {
        Watch.Watcher watcher = watches.watch(
                ByteSequence.from(prefix),
                WatchOption.builder().isPrefix(true).build(),
                response -> {
                    for (WatchEvent event : response.getEvents()) {
                        values.arrived(
                                ByteBuffer.wrap(event.getKeyValue().getValue().getBytes()));
                    }
                },
                values::failed);
        return watcher::close;
    }

    @Override
    public Subscription watches(byte[][] keys, Events events) throws Exception {
        CountDownLatch missing = new CountDownLatch(keys.length);
        WatchOption telling = WatchOption.builder().withCreateNotify(true).build();
        Consumer<WatchResponse> taker = response -> {
            if (response.isCreatedNotify()) {
                missing.countDown();
            } else {
                visit(response, events);
            }
        };
        return Subscriptions.open(all -> {
            for (byte[] key : keys) {
                all.add(watches.watch(ByteSequence.from(key), telling, taker, events::failed)::close);
            }
            if (!missing.await(40, TimeUnit.SECONDS)) {
                throw new TimeoutException(missing.getCount() + " watches were not created");
            }
        });
    }

    @Override
    public void lease(Duration ttl, Kept kept) {
        JetcdLease.grant(client.getLeaseClient(), ttl, kept);
    }

    @Override
    public boolean does(Row row) {
        return row.work() != Work.QUEUE;
    }

    @Override
    public Recipe recipe(Row row) throws Exception {
        return switch (row.work()) {
            case LOCK_LEASE -> {
                JetcdLock lock = new JetcdLock(client, "bench/jetcd/lock-lease");
                yield Recipe.of(lock::onceOnALeaseOfItsOwn, () -> {});
            }
            case CACHE -> {
                byte[] key = Data.rangeKeys(Row.CACHED)[0];
                yield Recipe.of(() -> read(key), () -> {});
            }
            default -> holder("bench/jetcd/" + row.id());
        };
    }

    @Override
    public Holder holder(String lock) throws Exception {
        return new JetcdLock(client, lock).onALease();
    }

    private void read(byte[] key) throws Exception {
        if (get(key) != Data.VALUE_LENGTH) {
            throw new IllegalStateException("another value");
        }
    }

    private static void visit(WatchResponse response, Events events) {
        long bytes = 0;
        for (WatchEvent event : response.getEvents()) {
            KeyValue entry = event.getKeyValue();
            bytes += entry.getKey().size() + entry.getValue().size();
        }
        events.arrived(response.getEvents().size(), bytes);
    }

    @Override
    public void close() {
        client.close();
    }
}
