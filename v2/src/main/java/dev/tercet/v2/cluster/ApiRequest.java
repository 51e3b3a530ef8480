package dev.tercet.v2.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A raw call of the v2 API. Of GET and DELETE the parameters go into the query, of PUT and POST into a form.
 *
 * @param method {@code GET}, {@code PUT}, {@code POST} or {@code DELETE}
 * @param path the path, as in {@code /v2/keys/a}: sent as it is, without the version prefix of the client
 * @param parameters the parameters
 * @param json a body in JSON instead of a form
 * @since 0.1
 */
public record ApiRequest(String method, String path, Map<String, String> parameters, Optional<String> json) {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE");

    /**
     * Copies the parameters.
     *
     * @throws IllegalArgumentException for another method, for a path without a slash at its beginning, for a JSON body with
     *     parameters or of a GET
     */
    public ApiRequest {
        Objects.requireNonNull(json, "json");
        method = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("method is not GET, PUT, POST or DELETE: \"" + method + "\"");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path does not begin with a slash: \"" + path + "\"");
        }
        if (json.isPresent() && (method.equals("GET") || !parameters.isEmpty())) {
            throw new IllegalArgumentException("json is given beside parameters, or for a GET: " + path);
        }
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Without parameters. */
    public static ApiRequest of(String method, String path) {
        return new ApiRequest(method, path, Map.of(), Optional.empty());
    }

    /** With these parameters. */
    public ApiRequest with(Map<String, String> others) {
        return new ApiRequest(method, path, others, json);
    }

    /** With this body. */
    public ApiRequest withJson(String body) {
        return new ApiRequest(method, path, parameters, Optional.of(body));
    }

    /** Whether it changes nothing. */
    public boolean isRead() {
        return method.equals("GET");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
