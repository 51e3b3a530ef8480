package dev.tercet.benchmarks.stub;

import dev.tercet.benchmarks.Data;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the stub's gateway says, made before anybody asks, in the words of {@link Replies}. */
final class JsonReplies {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final String VALUE = base64(Data.value());
    private static final int EVENTS = 100;

    private static final byte[] VERSION = body("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}");
    private static final byte[] HEADER = body("{" + header(2) + "}");
    private static final byte[] STATUS = body("{" + header(2) + ",\"version\":\"3.7.3\",\"leader\":\"1\"}");
    private static final byte[] MEMBERS = body("{" + header(2) + ",\"members\":[{\"ID\":\"1\",\"name\":\"stub\"}]}");
    private static final byte[] ONE_KEY = range(new byte[][] {Data.keys()[0]});
    private static final Map<Integer, byte[]> RANGES = new ConcurrentHashMap<>();
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]*)\"");
    private static final byte[] NONE =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String[] WATCH_KEYS =
            Arrays.stream(Data.watchKeys(), 0, EVENTS).map(JsonReplies::base64).toArray(String[]::new);

    private JsonReplies() {}

    /** The whole of an answer, with its head. */
    static byte[] to(String path, String request) {
        return switch (path) {
            case "/version" -> VERSION;
            case "/v3/kv/put" -> HEADER;
            case "/v3/kv/range" -> range(request);
            case "/v3/maintenance/status" -> STATUS;
            case "/v3/cluster/member/list" -> MEMBERS;
            default -> NONE;
        };
    }

    private static byte[] range(String request) {
        // The loops of single gets do not pay for the search.
        if (!request.contains("range_end")) {
            return ONE_KEY;
        }
        Matcher key = KEY.matcher(request);
        int keys = key.find() ? Data.rangeKeys(Base64.getDecoder().decode(key.group(1))) : 0;
        return keys == 0 ? ONE_KEY : RANGES.computeIfAbsent(keys, count -> range(Data.rangeKeys(count)));
    }

    /** That a watch was created, or that it was cancelled. */
    static byte[] told(String what, String id, long revision) {
        return text("{\"result\":{" + header(revision) + ",\"watch_id\":\"" + id + "\",\"" + what + "\":true}}");
    }

    /** Events of one revision, as a transaction would make them. */
    static byte[] events(String id, long revision) {
        StringBuilder events = new StringBuilder(EVENTS * 300)
                .append("{\"result\":{")
                .append(header(revision))
                .append(",\"watch_id\":\"")
                .append(id)
                .append("\",\"events\":[");
        for (int i = 0; i < EVENTS; i++) {
            events.append(i == 0 ? "{\"kv\":" : ",{\"kv\":")
                    .append(keyValue(WATCH_KEYS[i], revision))
                    .append('}');
        }
        return text(events.append("]}}").toString());
    }

    private static byte[] range(byte[][] keys) {
        StringBuilder reply = new StringBuilder("{").append(header(2)).append(",\"kvs\":[");
        for (int i = 0; i < keys.length; i++) {
            reply.append(i == 0 ? "" : ",").append(keyValue(base64(keys[i]), 2));
        }
        return body(
                reply.append("],\"count\":\"").append(keys.length).append("\"}").toString());
    }

    private static String keyValue(String key, long revision) {
        return "{\"key\":\"" + key + "\",\"create_revision\":\"1\",\"mod_revision\":\"" + revision + "\",\"version\":\""
                + revision + "\",\"value\":\"" + VALUE + "\"}";
    }

    private static String header(long revision) {
        return "\"header\":{\"cluster_id\":\"1\",\"member_id\":\"1\",\"revision\":\"" + revision
                + "\",\"raft_term\":\"2\"}";
    }

    private static byte[] body(String json) {
        return text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                + json);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
