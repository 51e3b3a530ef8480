package dev.tercet.v2.internal.http;

import dev.tercet.v2.internal.backend.EventCalls;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request of the v2 API.
 *
 * @param method HTTP's
 * @param path with its query, encoded
 * @param contentType of the body; empty if there is none
 * @param body what is sent besides; not changed any more
 * @param registered is told as soon as the server has begun to answer; for what waits there
 * @param words what is asked, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, written once, compared never.
public record V2Ask(
        String method, String path, String contentType, byte[] body, EventCalls.Registered registered, String words) {
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = new byte[0];

    /** One without a body, its parameters in the query. */
    public static V2Ask query(String method, String path, Map<String, String> parameters, String words) {
        String query = Encoding.form(parameters);
        String whole = query.isEmpty() ? path : path + (path.indexOf('?') < 0 ? '?' : '&') + query;
        return new V2Ask(method, whole, "", NOTHING, (index, at) -> {}, words);
    }

    /** One with a form. */
    public static V2Ask form(String method, String path, Map<String, String> parameters, String words) {
        byte[] body = Encoding.form(parameters).getBytes(StandardCharsets.US_ASCII);
        return new V2Ask(method, path, FORM, body, (index, at) -> {}, words);
    }

    /** One with a body of JSON. */
    public static V2Ask json(String method, String path, String body, String words) {
        return new V2Ask(method, path, JSON, body.getBytes(StandardCharsets.UTF_8), (index, at) -> {}, words);
    }

    V2Ask registering(EventCalls.Registered listener) {
        return new V2Ask(method, path, contentType, body, listener, words);
    }

    /** What is asked, and no value of it: messages begin with this. */
    @Override
    public String toString() {
        return words;
    }
}
