package dev.tercet.benchmarks.v2;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Parked;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import dev.tercet.v2.AsyncEtcdV2Client;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The v2 API behind the calls that are measured, whichever backend answers. */
record V2Bench(EtcdV2Client client) implements BenchClient {
    @Override
    public void put(byte[] key, byte[] value) {
        client.set(text(key), text(value));
    }

    @Override
    public int get(byte[] key) {
        return length(client.get(text(key)));
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        finish(async().set(text(key), text(value)), done, false);
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        finish(async().get(text(key)), done, true);
    }

    private AsyncEtcdV2Client async() {
        return client.async();
    }

    private static void finish(CompletableFuture<EtcdResult> result, Done done, boolean reads) {
        result.whenComplete((answer, failure) -> {
            if (failure != null) {
                done.failed(failure);
            } else {
                done.done(reads ? length(answer) : 0);
            }
        });
    }

    private static int length(EtcdResult result) {
        return result.value().orElseThrow().length();
    }

    @Override
    public long range(byte[] prefix) {
        throw new UnsupportedOperationException("there is no such row for the v2 API");
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        throw new UnsupportedOperationException("there is no such row for the v2 API");
    }

    @Override
    public boolean does(Row row) {
        return Row.v2().contains(row);
    }

    @Override
    public Recipe recipe(Row row) throws Exception {
        return new Parked(this::open, this::put);
    }

    private Subscription open(byte[] key, Runnable event) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Long> watch = client.eternalWatch(V2Watch.of(text(key)), new V2WatchListener() {
            @Override
            public void onStarted(long index) {
                started.countDown();
            }

            @Override
            public void onEvent(V2Event told, Runnable stop) {
                event.run();
            }
        });
        if (!started.await(20, TimeUnit.SECONDS)) {
            throw new TimeoutException("a watch did not start");
        }
        return () -> watch.cancel(false);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
