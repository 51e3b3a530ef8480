package dev.tercet.benchmarks.etcd4j;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Parked;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import mousio.etcd4j.EtcdClient;
import mousio.etcd4j.promises.EtcdResponsePromise;
import mousio.etcd4j.responses.EtcdKeysResponse;

/** etcd4j with its default settings. */
final class Etcd4jClient implements BenchClient {
    private final EtcdClient client;

    private Etcd4jClient(int port) {
        client = new EtcdClient(URI.create("http://127.0.0.1:" + port));
    }

    public static void main(String[] args) throws IOException {
        Contestant.serve(Etcd4jClient::new);
    }

    @Override
    public void put(byte[] key, byte[] value) throws Exception {
        client.put(text(key), text(value)).send().get();
    }

    @Override
    public int get(byte[] key) throws Exception {
        return client.get(text(key)).send().get().getNode().getValue().length();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        try {
            finish(client.put(text(key), text(value)).send(), done, false);
        } catch (IOException e) {
            done.failed(e);
        }
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        try {
            finish(client.get(text(key)).send(), done, true);
        } catch (IOException e) {
            done.failed(e);
        }
    }

    private static void finish(EtcdResponsePromise<EtcdKeysResponse> promise, Done done, boolean reads) {
        promise.addListener(response -> {
            EtcdKeysResponse answer = promise.getNow();
            if (answer == null) {
                done.failed(promise.getException());
            } else {
                done.done(reads ? answer.getNode().getValue().length() : 0);
            }
        });
    }

    @Override
    public boolean does(Row row) {
        return Row.v2().contains(row);
    }

    @Override
    public Recipe recipe(Row row) throws Exception {
        return new Parked(this::open, this::put);
    }

    // It has single waits only: one after another, each from what the last one told.
    private Subscription open(byte[] key, Runnable event) throws Exception {
        put(key, key);
        AtomicBoolean closed = new AtomicBoolean();
        await(text(key), client.get(text(key)).send().get().getNode().getModifiedIndex() + 1, event, closed);
        return () -> closed.set(true);
    }

    private void await(String key, long index, Runnable event, AtomicBoolean closed) throws IOException {
        EtcdResponsePromise<EtcdKeysResponse> promise =
                client.get(key).waitForChange(index).send();
        promise.addListener(response -> {
            EtcdKeysResponse told = promise.getNow();
            if (told == null || closed.get()) {
                return;
            }
            event.run();
            try {
                await(key, told.getNode().getModifiedIndex() + 1, event, closed);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public long range(byte[] prefix) {
        throw new UnsupportedOperationException("there is no such row for the v2 API");
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        throw new UnsupportedOperationException("there is no such row for the v2 API");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
