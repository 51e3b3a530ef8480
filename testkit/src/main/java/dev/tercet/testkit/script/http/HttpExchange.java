package dev.tercet.testkit.script.http;

import dev.tercet.testkit.internal.Patience;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, and the way to answer it, byte by byte if need be. Sending is without effect once the connection is
 * over.
 *
 * @since 0.1
 */
public final class HttpExchange {
    /** A request as it was read: header names in lower case. */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    private final Wire wire;
    private final Request request;
    private final int connection;
    private final long arrivedNanos = System.nanoTime();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile @Nullable ScriptedSocket opened;

    HttpExchange(Wire wire, Request request, int connection) {
        this.wire = wire;
        this.request = request;
        this.connection = connection;
    }

    /** Such as {@code POST}. */
    public String method() {
        return request.method();
    }

    /** Such as {@code /v3/kv/put}. */
    public String path() {
        return request.path();
    }

    /** All headers, their names in lower case. */
    public Map<String, String> headers() {
        return request.headers();
    }

    /** One header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().get(name.toLowerCase(Locale.ROOT)));
    }

    /** The whole body. */
    public String body() {
        return request.body();
    }

    /** Which connection it came on, counted from 1. */
    public int connection() {
        return connection;
    }

    /** When it came, on the clock of {@link System#nanoTime}. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** Sends a whole answer; an empty content type is left out. */
    public void answer(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
        byte[] head = (statusLine(status) + type + "Content-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        wire.write(whole);
    }

    /** Sends the head of an answer: what follows it is the test's affair. Header names and values take turns. */
    public HttpExchange head(int status, String... headers) {
        StringBuilder head = new StringBuilder(statusLine(status));
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return raw(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the head of an answer of JSON that comes in chunks. */
    public HttpExchange chunkedHead() {
        return head(200, "Content-Type", "application/json", "Transfer-Encoding", "chunked");
    }

    /** Sends a chunk. */
    public HttpExchange chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a chunk. */
    public HttpExchange chunk(byte[] bytes) {
        return raw(Chunks.of(bytes));
    }

    /** Sends the last, empty chunk: the answer is whole. */
    public HttpExchange lastChunk() {
        return raw(Chunks.last());
    }

    /** Sends bytes as they are. */
    public HttpExchange raw(byte[] bytes) {
        wire.write(bytes);
        return this;
    }

    /** Lets only {@code bytes} more out, and cuts the connection right behind them. */
    public HttpExchange cutAfter(long bytes, Cut cut) {
        wire.limit(bytes, cut);
        return this;
    }

    /** Ends the connection. */
    public void cut(Cut cut) {
        wire.cut(cut);
    }

    /**
     * Goes over to a websocket, as the request asked for.
     *
     * @throws AssertionError if it did not ask for one
     */
    public ScriptedSocket upgrade() {
        String key = header("sec-websocket-key")
                .orElseThrow(() -> new AssertionError("no websocket was asked for: " + this + " " + headers()));
        ScriptedSocket socket = new ScriptedSocket(wire, this);
        head(101, "Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", Frames.accept(key));
        opened = socket;
        return socket;
    }

    /** Whether the client has closed the connection while this was the last request on it; also so when the script has reset it. */
    public boolean isClosedByClient() {
        return closed.isDone();
    }

    /** Runs {@code task} on the connection's thread as soon as {@link #isClosedByClient}. */
    public void whenClosedByClient(Runnable task) {
        closed.thenRun(task);
    }

    /** Waits until {@link #isClosedByClient}. */
    public void awaitClosedByClient() {
        Patience.await(this::isClosedByClient, () -> "an end of the connection of " + this);
    }

    /** The websocket that it became, if it did. */
    @Nullable
    ScriptedSocket opened() {
        return opened;
    }

    void onClosedByClient() {
        closed.complete(null);
    }

    private static String statusLine(int status) {
        return "HTTP/1.1 " + status + " " + (status < 400 ? "Fine" : "Not fine") + "\r\n";
    }

    @Override
    public String toString() {
        return method() + " " + path() + " " + body();
    }
}
