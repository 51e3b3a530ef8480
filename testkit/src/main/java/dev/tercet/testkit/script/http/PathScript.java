package dev.tercet.testkit.script.http;

import dev.tercet.testkit.internal.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What requests for one path get: first the queued answers, one for each, then always the same. Without either that is a 404, as
 * of a server that is too old for it.
 *
 * @since 0.1
 */
public final class PathScript {
    private final String path;
    private final List<HttpExchange> exchanges = new CopyOnWriteArrayList<>();
    private final BlockingQueue<HttpExchange> untaken = new LinkedBlockingQueue<>();
    private final Queue<HttpAnswer> queued = new ConcurrentLinkedQueue<>();
    private volatile HttpAnswer rest = HttpAnswer.body(404, "text/plain; charset=utf-8", "404 page not found\n");

    PathScript(String path) {
        this.path = path;
    }

    /** The answer to one request more. */
    public PathScript then(HttpAnswer answer) {
        queued.add(answer);
        return this;
    }

    /** The answer to {@code times} requests more. */
    public PathScript then(int times, HttpAnswer answer) {
        for (int i = 0; i < times; i++) {
            queued.add(answer);
        }
        return this;
    }

    /** The answer to every request for which none is queued. */
    public PathScript always(HttpAnswer answer) {
        rest = answer;
        return this;
    }

    /** All requests so far, in the order of their arrival. */
    public List<HttpExchange> exchanges() {
        return exchanges;
    }

    /** How many requests came. */
    public int count() {
        return exchanges.size();
    }

    /** The next request that comes, or came and was not taken so. */
    public HttpExchange await() {
        return Patience.take(untaken, () -> "a request for " + path + "; there were " + exchanges);
    }

    /** The next request, or null if none comes within {@code limit}: for what must not happen. */
    public @Nullable HttpExchange poll(Duration limit) {
        return Patience.poll(untaken, limit);
    }

    void onRequest(HttpExchange exchange) {
        HttpAnswer next = queued.poll();
        // Whoever waits for it may answer it too, but only once the script has said its part.
        exchanges.add(exchange);
        (next == null ? rest : next).answer(exchange);
        untaken.add(exchange);
    }
}
