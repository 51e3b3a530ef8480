package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What python-etcd's lock sends, step by step, and how it reads what comes back. */
final class Python {
    private static final Pattern NODE =
            Pattern.compile("\\{\"key\":\"([^\"]+)\",\"value\":\"([^\"]*)\"" + "[^}]*?\"modifiedIndex\":(\\d+)");
    private static final Pattern ACTION = Pattern.compile("\"action\":\"(\\w+)\"");

    private record Leaf(String key, String value, long modifiedIndex) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String path;
    private final String uuid;

    Python(String endpoint, String path, String uuid) {
        this.base = endpoint + "/v2/keys";
        this.path = path;
        this.uuid = uuid;
    }

    private String send(String method, String key, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + key))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        Matcher node = NODE.matcher(send("GET", path + "?recursive=true&sorted=true", ""));
        while (node.find()) {
            leaves.add(new Leaf(node.group(1), node.group(2), Long.parseLong(node.group(3))));
        }
        return leaves;
    }

    private Leaf own() {
        return leaves().stream()
                .filter(leaf -> leaf.value().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    List<String> queue() {
        return leaves().stream().map(Leaf::value).toList();
    }

    void enter(int ttl) {
        send("POST", path, "value=" + uuid + "&ttl=" + ttl);
    }

    void renew(int ttl) {
        send("PUT", own().key(), "value=" + uuid + "&ttl=" + ttl);
    }

    boolean isFirst() {
        return leaves().get(0).value().equals(uuid);
    }

    /** The event that ends the wait. */
    String awaitTheOneBefore() {
        List<Leaf> all = leaves();
        Leaf before = all.get(all.indexOf(own()) - 1);
        String event = send("GET", before.key() + "?wait=true&waitIndex=" + (before.modifiedIndex() + 1), "");
        Matcher action = ACTION.matcher(event);
        assertThat(action.find()).as(event).isTrue();
        return action.group(1);
    }

    void leave() {
        send("DELETE", own().key(), "");
    }
}
