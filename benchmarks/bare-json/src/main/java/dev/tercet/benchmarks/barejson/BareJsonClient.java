package dev.tercet.benchmarks.barejson;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.ToIntFunction;

/** The JDK's HTTP client with callbacks on its own thread, and requests put together as text: nothing that a client would add. */
final class BareJsonClient implements BenchClient {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final URI put;
    private final URI range;
    private final URI watch;

    private BareJsonClient(int port) {
        String host = "127.0.0.1:" + port;
        put = URI.create("http://" + host + "/v3/kv/put");
        range = URI.create("http://" + host + "/v3/kv/range");
        watch = URI.create("ws://" + host + "/v3/watch");
    }

    public static void main(String[] args) throws IOException {
        Contestant.serve(BareJsonClient::new);
    }

    @Override
    public void put(byte[] key, byte[] value) throws Exception {
        send(put, putRequest(key, value));
    }

    @Override
    public int get(byte[] key) throws Exception {
        return Entries.of(send(range, getRequest(key))).valueLength();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        send(put, putRequest(key, value), done, reply -> 0);
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        send(range, getRequest(key), done, reply -> Entries.of(reply).valueLength());
    }

    @Override
    public long range(byte[] prefix) throws Exception {
        return Entries.of(send(range, "{" + rangeFields(prefix) + "}")).bytes();
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        return new BareJsonWatch(http, watch, "{\"create_request\":{" + rangeFields(prefix) + "}}", events);
    }

    private byte[] send(URI uri, String body) throws IOException, InterruptedException {
        return ok(http.send(request(uri, body), HttpResponse.BodyHandlers.ofByteArray()));
    }

    private void send(URI uri, String body, Done done, ToIntFunction<byte[]> bytes) {
        http.sendAsync(request(uri, body), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(BareJsonClient::ok)
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        done.failed(failure);
                    } else {
                        done.done(bytes.applyAsInt(reply));
                    }
                });
    }

    private static byte[] ok(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode());
        }
        return response.body();
    }

    private static HttpRequest request(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1))
                .build();
    }

    private static String putRequest(byte[] key, byte[] value) {
        return "{\"key\":\"" + base64(key) + "\",\"value\":\"" + base64(value) + "\"}";
    }

    private static String getRequest(byte[] key) {
        return "{\"key\":\"" + base64(key) + "\"}";
    }

    private static String rangeFields(byte[] prefix) {
        // Good enough for prefixes that end in a letter or a slash, as ours do.
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        return "\"key\":\"" + base64(prefix) + "\",\"range_end\":\"" + base64(end) + "\"";
    }

    private static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    @Override
    public void close() {
        // Its connections go with the process, which has one client.
    }
}
