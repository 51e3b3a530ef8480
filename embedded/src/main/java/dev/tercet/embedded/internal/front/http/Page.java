package dev.tercet.embedded.internal.front.http;

import java.util.Map;

/**
 * What is answered outside the gateway.
 *
 * @param status HTTP's
 * @param headers what is said of it
 * @param body as text
 */
record Page(int status, Map<String, String> headers, String body) {
    private static final String TYPE = "Content-Type";
    private static final Map<String, String> PLAIN =
            Map.of(TYPE, "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff");

    static final Page NOT_FOUND = new Page(404, PLAIN, "404 page not found\n");
    static final Page NOTHING = new Page(200, Map.of(), "");
    static final Page WRONG_METHOD = new Page(
            405,
            Map.of(TYPE, "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff", "Allow", "GET"),
            "Method Not Allowed\n");

    static Page plain(int status, String body) {
        return new Page(status, PLAIN, body);
    }

    static Page of(String type, String body) {
        return new Page(200, Map.of(TYPE, type), body);
    }
}
