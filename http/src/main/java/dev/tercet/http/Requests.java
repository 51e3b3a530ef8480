package dev.tercet.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns what is asked into what java.net.http sends. */
final class Requests {
    /** What proxies and logs may call us. */
    static final String AGENT = "tercet";

    // There are some sixty paths.
    private static final int KEPT = 200;

    private final boolean fixed;
    private final Map<String, URI> uris = new ConcurrentHashMap<>();

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
            request.method(ask.method(), body).setHeader("Content-Type", "application/json");
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
        URI known = fixed ? uris.get(path) : null;
        if (known != null) {
            return known;
        }
        URI made = URI.create(base + path);
        if (fixed && uris.size() < KEPT) {
            uris.put(path, made);
        }
        return made;
    }
}
