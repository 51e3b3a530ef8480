package dev.tercet.benchmarks.jetcd;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.io.IOException;

/** jetcd with its default settings. */
final class JetcdClient implements BenchClient {
    private static final GetOption PREFIX = GetOption.builder().isPrefix(true).build();

    private final Client client;
    private final KV kv;
    private final Watch watches;

    private JetcdClient(int port) {
        client = Client.builder().endpoints("http://127.0.0.1:" + port).build();
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
        long bytes = 0;
        for (KeyValue entry : kv.get(ByteSequence.from(prefix), PREFIX).get().getKvs()) {
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
    public boolean does(Row row) {
        return row != Row.QUEUE;
    }

    @Override
    public Recipe recipe(Row row) throws Exception {
        return switch (row) {
            case LOCK_LEASE -> {
                JetcdLock lock = new JetcdLock(client, "bench/jetcd/lock-lease");
                yield Recipe.of(lock::onceOnALeaseOfItsOwn, () -> {});
            }
            case CACHE -> {
                byte[] key = Data.rangeKeys()[0];
                yield Recipe.of(() -> read(key), () -> {});
            }
            default -> {
                JetcdLock lock = new JetcdLock(client, "bench/jetcd/" + row.id());
                long lease = lock.grant();
                yield Recipe.of(() -> lock.once(lease), () -> lock.revoke(lease));
            }
        };
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
