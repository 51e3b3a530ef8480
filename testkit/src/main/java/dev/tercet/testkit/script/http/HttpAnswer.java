package dev.tercet.testkit.script.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a script does with a request. It runs on the thread of the connection and may keep the exchange, to answer it later from
 * another.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface HttpAnswer {
    /** Answers, now or later, whole or in part; or not at all. */
    void answer(HttpExchange exchange);

    /** JSON, with status 200. */
    static HttpAnswer json(String body) {
        return json(200, body);
    }

    /** JSON. */
    static HttpAnswer json(int status, String body) {
        return body(status, "application/json", body);
    }

    /** JSON made of the request, with status 200. */
    static HttpAnswer replying(Function<HttpExchange, String> body) {
        return exchange -> exchange.answer(200, "application/json", body.apply(exchange));
    }

    /** A whole answer; an empty content type is left out. */
    static HttpAnswer body(int status, String contentType, String body) {
        return exchange -> exchange.answer(status, contentType, body);
    }

    /** A pointer to elsewhere. */
    static HttpAnswer redirect(int status, String location) {
        return exchange -> exchange.head(status, "Location", location, "Content-Length", "0");
    }

    /** These bytes and no others; the connection stays. */
    static HttpAnswer raw(String bytes) {
        return exchange -> exchange.raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** None, ever, unless the test answers the exchange itself. */
    static HttpAnswer silence() {
        return exchange -> {};
    }

    /** The end of the connection, without a byte. */
    static HttpAnswer cut(Cut cut) {
        return exchange -> exchange.cut(cut);
    }

    /** The same answer, with the connection cut right behind its first {@code bytes}. */
    default HttpAnswer cutAfter(long bytes, Cut cut) {
        return exchange -> {
            exchange.cutAfter(bytes, cut);
            answer(exchange);
        };
    }

    /** The same answer, and then the end of the connection. */
    default HttpAnswer thenCut(Cut cut) {
        return exchange -> {
            answer(exchange);
            exchange.cut(cut);
        };
    }

    /** The same answer, later. */
    default HttpAnswer after(Duration delay) {
        return exchange -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> answer(exchange));
    }
}
