package dev.tercet.gateway.internal.http;

import java.util.Map;

/**
 * A request.
 *
 * @param method {@code GET} or {@code POST}
 * @param path such as {@code /v3/kv/put}
 * @param headers besides those of HTTP itself
 * @param body what is posted; not changed any more
 * @param waits whether the server may let it wait for as long as it likes, so that it counts for no bound
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, written once, compared never.
public record HttpAsk(String method, String path, Map<String, String> headers, byte[] body, boolean waits) {
    /** A {@code GET} without anything. */
    public static HttpAsk get(String path) {
        return new HttpAsk("GET", path, Map.of(), new byte[0], false);
    }
}
