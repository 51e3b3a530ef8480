package dev.tercet.v2.internal.http;

import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes requests as v2 servers take them: parameters of a GET or a DELETE in the query, of a PUT or a POST in a form.
 *
 * @param prefix what comes before {@code /keys} and the like
 */
record V2Asks(String prefix) {
    private static final String TRUE = "true";

    V2Ask read(V2Read read) {
        Map<String, String> parameters = new LinkedHashMap<>();
        flag(parameters, "recursive", read.isRecursive());
        flag(parameters, "sorted", read.isSorted());
        flag(parameters, "quorum", read.isQuorum());
        return V2Ask.query("GET", key(read.key()), parameters, read.toString());
    }

    V2Ask write(V2Write write) {
        Map<String, String> parameters = new LinkedHashMap<>();
        write.value().ifPresent(value -> parameters.put("value", value));
        flag(parameters, "dir", write.kind() == V2Write.Kind.DIRECTORY);
        flag(parameters, "refresh", write.kind() == V2Write.Kind.REFRESH);
        if (write.isRemovingTtl()) {
            parameters.put("ttl", "");
        }
        write.ttl().ifPresent(ttl -> parameters.put("ttl", Long.toString(seconds(ttl))));
        write.prevValue().ifPresent(value -> parameters.put("prevValue", value));
        write.prevIndex().ifPresent(index -> parameters.put("prevIndex", Long.toUnsignedString(index)));
        write.prevExist().ifPresent(exists -> parameters.put("prevExist", exists.toString()));
        flag(parameters, "noValueOnSuccess", write.isBrief());
        String method = write.kind() == V2Write.Kind.IN_ORDER ? "POST" : "PUT";
        return V2Ask.form(method, key(write.key()), parameters, write.toString());
    }

    V2Ask delete(V2Delete delete) {
        Map<String, String> parameters = new LinkedHashMap<>();
        flag(parameters, "dir", delete.isDirectory());
        flag(parameters, "recursive", delete.isRecursive());
        delete.prevValue().ifPresent(value -> parameters.put("prevValue", value));
        delete.prevIndex().ifPresent(index -> parameters.put("prevIndex", Long.toUnsignedString(index)));
        return V2Ask.query("DELETE", key(delete.key()), parameters, delete.toString());
    }

    /** A wait for the first event from an index on; from now on if that is 0. */
    V2Ask await(String key, boolean recursive, long waitIndex) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("wait", TRUE);
        flag(parameters, "recursive", recursive);
        if (waitIndex > 0) {
            parameters.put("waitIndex", Long.toString(waitIndex));
        }
        String words = "watch \"" + key + "\"" + (recursive ? " recursively" : "")
                + (waitIndex > 0 ? " from index " + waitIndex : "");
        return V2Ask.query("GET", key(key), parameters, words);
    }

    V2Ask machines() {
        return get("/machines", "machines");
    }

    V2Ask members() {
        return get("/members", "members");
    }

    V2Ask stats(StatsKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return get("/stats/" + name, name + " stats");
    }

    /** The one page that no prefix comes before. */
    V2Ask version() {
        return V2Ask.query("GET", "/version", Map.of(), "version");
    }

    /** As it was written, but for what no URL can have. */
    V2Ask raw(ApiRequest request) {
        String path = Encoding.written(request.path());
        Optional<String> json = request.json();
        if (json.isPresent()) {
            return V2Ask.json(request.method(), path, json.get(), request.toString());
        }
        return request.method().equals("GET") || request.method().equals("DELETE")
                ? V2Ask.query(request.method(), path, request.parameters(), request.toString())
                : V2Ask.form(request.method(), path, request.parameters(), request.toString());
    }

    private V2Ask get(String path, String words) {
        return V2Ask.query("GET", prefix + path, Map.of(), words);
    }

    private String key(String key) {
        return prefix + "/keys" + (key.equals(Paths.ROOT) ? Paths.ROOT : Encoding.path(key));
    }

    private static void flag(Map<String, String> parameters, String name, boolean value) {
        if (value) {
            parameters.put(name, TRUE);
        }
    }

    // The server counts whole seconds, and what was asked for shall not end before its time.
    static long seconds(Duration time) {
        return time.getNano() == 0 ? time.getSeconds() : Math.addExact(time.getSeconds(), 1);
    }
}
