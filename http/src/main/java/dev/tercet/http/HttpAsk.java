package dev.tercet.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method such as {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}; java.net.http may send a {@code GET} twice, and no
 *     other
 * @param path such as {@code /v3/kv/put}, with its query if there is one
 * @param headers besides those of HTTP itself; a body without a {@code Content-Type} is JSON
 * @param body what is posted or put, empty for none; not changed any more, and not sent with a {@code GET}
 * @param waits whether the server may let it wait for as long as it likes, so that it counts for no bound
 * @param tail what belongs to the body too, but is sent only a while after the rest of it; null for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, written once, compared never.
public record HttpAsk(
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        boolean waits,
        @Nullable Tail tail) {
    /**
     * The end of a body that is sent later.
     *
     * @param bytes at least one
     * @param afterNanos how long after the beginning, at least
     */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    public record Tail(byte[] bytes, long afterNanos) {}

    /** Without a tail. */
    public HttpAsk(String method, String path, Map<String, String> headers, byte[] body, boolean waits) {
        this(method, path, headers, body, waits, null);
    }

    /** A {@code GET} without anything. */
    public static HttpAsk get(String path) {
        return new HttpAsk("GET", path, Map.of(), new byte[0], false);
    }

    /** Where it goes, and no more: headers and body may have passwords and tokens in them. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
