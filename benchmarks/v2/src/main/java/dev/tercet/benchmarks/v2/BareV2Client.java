package dev.tercet.benchmarks.v2;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.Parked;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/** The JDK's HTTP client with callbacks on its own thread, and answers looked at as text: nothing that a client would add. */
final class BareV2Client implements BenchClient {
    private static final String INDEX = "\"modifiedIndex\":";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final String base;

    private BareV2Client(int port) {
        base = "http://127.0.0.1:" + port + "/v2/keys/";
    }

    public static void main(String[] args) throws IOException {
        Contestant.serve(BareV2Client::new);
    }

    @Override
    public void put(byte[] key, byte[] value) throws Exception {
        ok(http.send(putRequest(key, value), HttpResponse.BodyHandlers.ofString()));
    }

    @Override
    public int get(byte[] key) throws Exception {
        return length(ok(http.send(getRequest(key, ""), HttpResponse.BodyHandlers.ofString())));
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        send(putRequest(key, value), done, reply -> 0);
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        send(getRequest(key, ""), done, BareV2Client::length);
    }

    private void send(HttpRequest request, Done done, ToIntFunction<String> bytes) {
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(BareV2Client::ok)
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        done.failed(failure);
                    } else {
                        done.done(bytes.applyAsInt(reply));
                    }
                });
    }

    private static String ok(HttpResponse<String> response) {
        if (response.statusCode() > 201) {
            throw new IllegalStateException("HTTP " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest putRequest(byte[] key, byte[] value) {
        return HttpRequest.newBuilder(uri(key, ""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString("value=" + text(value)))
                .build();
    }

    private HttpRequest getRequest(byte[] key, String query) {
        return HttpRequest.newBuilder(uri(key, query)).build();
    }

    private URI uri(byte[] key, String query) {
        return URI.create(base + text(key) + query);
    }

    // The first value is the node's.
    private static int length(String reply) {
        int from = reply.indexOf("\"value\":\"") + "\"value\":\"".length();
        return reply.indexOf('"', from) - from;
    }

    private static long index(String reply) {
        int from = reply.indexOf(INDEX) + INDEX.length();
        int to = from;
        while (Character.isDigit(reply.charAt(to))) {
            to++;
        }
        return Long.parseLong(reply, from, to, 10);
    }

    @Override
    public boolean does(Row row) {
        return Row.v2().contains(row);
    }

    @Override
    public Recipe recipe(Row row) throws Exception {
        return new Parked(this::open, this::put);
    }

    // One wait after another, each from what the last one told.
    private Subscription open(byte[] key, Runnable event) throws Exception {
        put(key, key);
        String reply = ok(http.send(getRequest(key, ""), HttpResponse.BodyHandlers.ofString()));
        AtomicReference<CompletableFuture<?>> waiting = new AtomicReference<>(CompletableFuture.completedFuture(null));
        await(key, index(reply) + 1, event, waiting);
        return () -> Objects.requireNonNull(waiting.get()).cancel(true);
    }

    private void await(byte[] key, long index, Runnable event, AtomicReference<CompletableFuture<?>> waiting) {
        CompletableFuture<HttpResponse<String>> next =
                http.sendAsync(getRequest(key, "?wait=true&waitIndex=" + index), HttpResponse.BodyHandlers.ofString());
        waiting.set(next);
        next.thenAccept(reply -> {
            event.run();
            await(key, index(ok(reply)) + 1, event, waiting);
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
        // Its connections go with the process, which has one client.
    }
}
