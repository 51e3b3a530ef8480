package dev.tercet.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Turns what is asked into what java.net.http sends. */
final class Requests {
    /** What proxies and logs may call us. */
    static final String AGENT = "tercet";

    /** Sixty paths or so of a dialect with one for each call, with room between them; a power of two. */
    private static final int KEPT = 512;

    private final boolean fixed;

    /** The latest at each place: where paths are keys there is no end of them, and those that matter come again. */
    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(KEPT);

    private record Known(String path, URI uri) {}

    Requests(Host host) {
        this.fixed = host.kind() != Host.Kind.ODD_NAME;
    }

    /**
     * A request.
     *
     * @throws IllegalArgumentException for a header that HTTP does not allow
     */
    HttpRequest of(String base, HttpAsk ask, OneShotBody body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(base, ask.path())).setHeader("User-Agent", AGENT);
        if (!ask.method().equals("GET")) {
            request.method(ask.method(), body);
            if (ask.body().length > 0) {
                request.setHeader("Content-Type", "application/json");
            }
        }
        ask.headers().forEach((name, value) -> set(request, name, value));
        return request.build();
    }

    private static void set(HttpRequest.Builder request, String name, String value) {
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            // Without the JDK's words, which show the value: it may be a token.
            throw new IllegalArgumentException("the value of header " + name + " cannot be sent in HTTP");
        }
    }

    /** Where a websocket is opened. */
    static URI socket(String base, String path) {
        return URI.create("ws" + base.substring("http".length()) + path);
    }

    private URI uri(String base, String path) {
        if (!fixed) {
            return URI.create(base + path);
        }
        int hash = path.hashCode();
        int place = (hash ^ hash >>> 16) & KEPT - 1;
        Known last = known.get(place);
        if (last != null && last.path().equals(path)) {
            return last.uri();
        }
        URI made = URI.create(base + path);
        known.set(place, new Known(path, made));
        return made;
    }
}
