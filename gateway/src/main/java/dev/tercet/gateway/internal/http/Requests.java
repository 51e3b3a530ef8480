package dev.tercet.gateway.internal.http;

import dev.tercet.connection.Endpoint;
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

    private final String base;
    private final Map<String, URI> uris = new ConcurrentHashMap<>();

    Requests(Endpoint endpoint) {
        this.base = (endpoint.isTls() ? "https://" : "http://") + endpoint.authority();
    }

    HttpRequest of(HttpAsk ask, OnceOnly body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(ask.path())).setHeader("User-Agent", AGENT);
        if (ask.method().equals("POST")) {
            request.POST(body).setHeader("Content-Type", "application/json");
        }
        ask.headers().forEach(request::setHeader);
        return request.build();
    }

    /** Where a websocket is opened. */
    URI socket(String path) {
        return URI.create("ws" + base.substring("http".length()) + path);
    }

    private URI uri(String path) {
        URI known = uris.get(path);
        if (known != null) {
            return known;
        }
        URI made = URI.create(base + path);
        if (uris.size() < KEPT) {
            uris.put(path, made);
        }
        return made;
    }
}
