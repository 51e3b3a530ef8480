package dev.tercet.benchmarks.tercet;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.Kv;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Holder;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** Tercet with its default settings. */
public final class TercetClient implements BenchClient {
    private final EtcdClient client;
    private final Kv kv;
    private final AsyncKv async;
    private final AsyncKv batching;

    private TercetClient(int port) {
        this(EtcdClient.connect("http://127.0.0.1:" + port));
    }

    /** This client, which is closed with the contender. */
    public TercetClient(EtcdClient client) {
        this.client = client;
        kv = client.kv();
        async = client.async().kv();
        batching = async.batching();
    }

    public static void main(String[] args) throws IOException {
        Contestant.serve(TercetClient::new);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        kv.put(Put.of(Bytes.wrap(key), Bytes.wrap(value)));
    }

    @Override
    public int get(byte[] key) {
        return valueLength(kv.get(Get.of(Bytes.wrap(key))));
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        tell(async.put(Put.of(Bytes.wrap(key), Bytes.wrap(value))), done, reply -> 0);
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        tell(async.get(Get.of(Bytes.wrap(key))), done, TercetClient::valueLength);
    }

    private static <T> void tell(CompletableFuture<T> call, Done done, ToIntFunction<T> bytes) {
        call.whenComplete((reply, failure) -> {
            if (failure != null) {
                done.failed(failure);
            } else {
                done.done(bytes.applyAsInt(reply));
            }
        });
    }

    private static int valueLength(GetResult result) {
        return result.kvs().get(0).value().length();
    }

    @Override
    public long range(byte[] prefix) {
        return visit(held(prefix));
    }

    @Override
    public GetResult held(byte[] prefix) {
        return kv.get(Get.prefix(Bytes.wrap(prefix)));
    }

    @Override
    public long scan(byte[] prefix) {
        return visit(kv.scan(Get.prefix(Bytes.wrap(prefix))));
    }

    private static long visit(Iterable<KeyValue> entries) {
        long bytes = 0;
        for (KeyValue entry : entries) {
            bytes += entry.key().length() + entry.value().length();
        }
        return bytes;
    }

    @Override
    public boolean batches() {
        return true;
    }

    @Override
    public void putTogether(byte[] key, byte[] value, Done done) {
        tell(batching.put(Put.of(Bytes.wrap(key), Bytes.wrap(value))), done, reply -> 0);
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        return watch(client, prefix, events);
    }

    /** On a view that hands it over also if the others are on the I/O thread, which may not be held up. */
    @Override
    public Subscription watchSlowly(byte[] prefix, Events events) {
        return watch(client.withCallbacksHandedOver(), prefix, events);
    }

    private static Subscription watch(EtcdClient client, byte[] prefix, Events events) {
        Watch watch = client.watches().open(WatchRequest.prefix(Bytes.wrap(prefix)), signal -> visit(signal, events));
        return watch::close;
    }

    @Override
    public Subscription watchValues(byte[] prefix, Values values) {
        Watch watch = client.watches()
                .open(WatchRequest.prefix(Bytes.wrap(prefix)), signal -> TercetWatches.visit(signal, values));
        return watch::close;
    }

    @Override
    public Subscription watches(byte[][] keys, Events events) throws Exception {
        return TercetWatches.open(client, keys, signal -> visit(signal, events));
    }

    @Override
    public void lease(Duration ttl, Kept kept) {
        client.async().leases().keep(ttl).whenComplete((lease, failure) -> {
            if (failure != null) {
                kept.failed(failure);
                return;
            }
            lease.lost().thenAccept(lost -> kept.lost(new IllegalStateException(lost.message())));
            kept.kept(done -> tell(lease.revokeAsync(), done, header -> 0));
        });
    }

    @Override
    public boolean does(Row row) {
        return true;
    }

    @Override
    public Recipe recipe(Row row) {
        return TercetRecipes.of(row, client);
    }

    @Override
    public Holder holder(String lock) {
        return TercetRecipes.holder(client, lock);
    }

    private static void visit(WatchSignal signal, Events events) {
        if (signal instanceof WatchSignal.Change change) {
            long bytes = 0;
            for (WatchEvent event : change.events()) {
                bytes += event.key().length() + event.value().length();
            }
            events.arrived(change.events().size(), bytes);
        } else if (signal instanceof WatchSignal.Ended ended) {
            ended.cause().ifPresent(events::failed);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
