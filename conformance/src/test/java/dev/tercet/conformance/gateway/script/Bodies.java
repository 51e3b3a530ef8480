package dev.tercet.conformance.gateway.script;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What etcd's gateway says, and what is said to it, as text. */
final class Bodies {
    /** What {@code /version} says where websockets are to be had. */
    static final String VERSION = "{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}";

    /** The reply to a put. */
    static final String PUT = "{" + header(7) + "}";

    /** The reply to a range without keys. */
    static final String EMPTY_RANGE = "{" + header(7) + "}";

    /** The reply to the question for a server's status. */
    static final String STATUS = "{" + header(7) + ",\"version\":\"3.7.3\"}";

    /** What tells of a leader. */
    static final String LEADER =
            "{\"result\":{" + header(7) + ",\"kv\":{\"key\":\"ZS8x\",\"create_revision\":\"7\",\"mod_revision\":\"7\","
                    + "\"version\":\"1\",\"value\":\"YW5u\",\"lease\":\"1\"}}}\n";

    private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern START = Pattern.compile("\"start_revision\"\\s*:\\s*\"?(\\d+)");

    private Bodies() {}

    static String header(long revision) {
        return "\"header\":{\"cluster_id\":\"7\",\"member_id\":\"17293822569102704642\",\"revision\":\"" + revision
                + "\",\"raft_term\":\"2\"}";
    }

    /** A message of a stream; a watch id of 0 is left out, as all zeros are. */
    static String result(long revision, String watchId, String rest) {
        String id = watchId.equals("0") ? "" : ",\"watch_id\":\"" + watchId + "\"";
        return "{\"result\":{" + header(revision) + id + rest + "}}";
    }

    /** A change; a deletion if the value is empty. */
    static String event(String key, String value, long revision) {
        return value.isEmpty()
                ? "{\"type\":\"DELETE\",\"kv\":{\"key\":\"" + base64(key) + "\",\"mod_revision\":\"" + revision + "\"}}"
                : "{\"kv\":{\"key\":\"" + base64(key) + "\",\"create_revision\":\"2\",\"mod_revision\":\"" + revision
                        + "\",\"version\":\"1\",\"value\":\"" + base64(value) + "\"}}";
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key that a request names first. */
    static String keyOf(String request) {
        Matcher matcher = KEY.matcher(request);
        return matcher.find() ? new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8) : "";
    }

    /** The revision that a watch is to start from. */
    static long startOf(String request) {
        Matcher matcher = START.matcher(request);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
