package dev.tercet.conformance.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of HTTP. What was kept of earlier answers stands in braces, as in <code>{lease}</code>.
 *
 * @param headers names and values, in turn
 * @param kept what to keep of the answer: names, and where it is in the answer's JSON
 */
record Ask(
        String verb,
        String path,
        List<String> headers,
        @Nullable String body,
        Map<String, String> kept) {
    private static final Pattern BYTES = Pattern.compile("<([^>]*)>");

    /** A call of the gateway's. The body has quotes that are single, and bytes as text in angle brackets. */
    static Ask post(String path, String body) {
        String bytes = BYTES.matcher(body).replaceAll(text -> '"' + base64(text.group(1)) + '"');
        return raw(path, bytes.replace('\'', '"'));
    }

    /** A call of the gateway's, with exactly this body. */
    static Ask raw(String path, String body) {
        return ask("POST", "/v3" + path, body);
    }

    /** Asks for a page. */
    static Ask get(String path) {
        return ask("GET", path, null);
    }

    static Ask ask(String verb, String path, @Nullable String body) {
        return new Ask(verb, path, List.of(), body, Map.of());
    }

    Ask with(String header, String value) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(header, value));
        return new Ask(verb, path, all, body, kept);
    }

    /** Keeps by this name what the answer has at a place, as in {@code header.revision}. */
    Ask keep(String name, String place) {
        Map<String, String> all = new LinkedHashMap<>(kept);
        all.put(name, place);
        return new Ask(verb, path, headers, body, all);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return verb + ' ' + path + (headers.isEmpty() ? "" : " " + headers) + (body == null ? "" : " " + body);
    }
}
