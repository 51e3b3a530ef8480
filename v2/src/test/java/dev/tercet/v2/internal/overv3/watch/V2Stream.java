package dev.tercet.v2.internal.overv3.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A watch of a real server's own v2 API, as the server words it. For values without quotes. */
final class V2Stream implements AutoCloseable {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final InputStream body;

    private V2Stream(InputStream body) {
        this.body = body;
    }

    /** Stands when it returns. */
    static V2Stream open(HttpClient http, String endpoint, String key, boolean recursive) throws Exception {
        URI uri = URI.create(endpoint + "/v2/keys" + key + "?wait=true&stream=true&recursive=" + recursive);
        V2Stream stream = new V2Stream(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                .body());
        Thread reader = new Thread(stream::read, "v2 stream of " + key);
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            lines.lines().forEach(told::add);
        } catch (IOException | UncheckedIOException closed) {
            // By us.
        }
    }

    /**
     * As {@link Seen#lines(LongFunction)} has it. A stream is told twice of what is deleted at the very path that it watches; who asks for
     * one event at a time, as clients do, is not.
     */
    List<String> lines(LongFunction<String> index) {
        return told.stream().distinct().map(line -> line(line, index)).toList();
    }

    private static String line(String json, LongFunction<String> index) {
        String[] nodes = json.split("\"prevNode\":", -1);
        return field(nodes[0], "action") + " " + node(nodes[0], index)
                + (nodes.length > 1 ? " was " + node(nodes[1], index) : "");
    }

    private static String node(String json, LongFunction<String> index) {
        String value = field(json, "value");
        return field(json, "key")
                + (json.contains("\"dir\":true") ? "/" : "")
                + (value == null ? "" : "=" + value)
                + " at " + index.apply(Long.parseLong(String.valueOf(field(json, "modifiedIndex"))));
    }

    private static @Nullable String field(String json, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|(\\d+))").matcher(json);
        return matcher.find() ? matcher.group(1) != null ? matcher.group(1) : matcher.group(2) : null;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
