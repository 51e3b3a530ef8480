package dev.tercet.embedded.internal.front.http;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** Paths with detours in them: as etcd's HTTP library does, clients are sent to where they lead. */
final class CleanPath {
    private static final String ROOT = "/v3";

    private CleanPath() {}

    /** Where a client is sent instead, if the path has detours; what is told is as it came, with its escapes. */
    static Optional<Page> redirection(HttpMethod verb, String path, String query) {
        String clean = clean(path);
        if (clean.equals(ROOT)) {
            clean = ROOT + "/";
        }
        return clean.equals(path)
                ? Optional.empty()
                : Optional.of(to(verb, query.isEmpty() ? clean : clean + "?" + query));
    }

    private static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String clean = "/" + String.join("/", parts);
        return path.endsWith("/") && !parts.isEmpty() ? clean + "/" : clean;
    }

    private static Page to(HttpMethod verb, String place) {
        boolean words = verb.equals(HttpMethod.GET) || verb.equals(HttpMethod.HEAD);
        if (!words) {
            return new Page(307, Map.of("Location", place), "");
        }
        String escaped = place.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
        return new Page(
                307,
                Map.of("Location", place, "Content-Type", "text/html; charset=utf-8"),
                "<a href=\"" + escaped + "\">Temporary Redirect</a>.\n\n");
    }
}
