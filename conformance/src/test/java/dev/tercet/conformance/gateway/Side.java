package dev.tercet.conformance.gateway;

import dev.tercet.conformance.ClientThreads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server, and what was kept of its answers. */
final class Side {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(2);

    /** What belongs to the connection, and the time. */
    private static final Set<String> PASSING = Set.of("date", "content-length", "transfer-encoding", "connection");

    private final HttpClient http = ClientThreads.testsOwn(
            () -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    private final String endpoint;
    private final Map<String, String> kept = new LinkedHashMap<>();

    Side(String endpoint) {
        this.endpoint = endpoint;
        kept.put("endpoint", endpoint.replace("http://", ""));
    }

    Heard hear(Ask ask) {
        return heard(ask, http.sendAsync(request(ask), BodyHandlers.ofString()));
    }

    private Heard heard(Ask ask, CompletableFuture<HttpResponse<String>> response) {
        try {
            HttpResponse<String> answer =
                    response.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            return heard(ask, answer.statusCode(), answer.headers(), answer.body());
        } catch (CompletionException e) {
            throw new AssertionError(endpoint + " has no answer to " + ask, e);
        }
    }

    /** All answers: to what else was asked, and at last to what goes on. */
    List<Heard> hear(Going going) {
        List<Heard> all = new ArrayList<>();
        Lines lines = new Lines();
        CompletableFuture<ResponseInfo> beginning = new CompletableFuture<>();
        CompletableFuture<HttpResponse<Void>> response = http.sendAsync(request(going.ask()), info -> {
            beginning.complete(info);
            return BodySubscribers.fromLineSubscriber(lines);
        });
        try {
            for (Going.Step step : going.steps()) {
                if (step instanceof Going.Lines some) {
                    lines.await(some.count(), PATIENCE);
                } else if (step instanceof Going.Also other) {
                    all.add(hear(other.ask()));
                } else if (step instanceof Going.Keys keys) {
                    untilKeys(keys);
                }
            }
            if (going.end()) {
                lines.await(Integer.MAX_VALUE, PATIENCE);
            }
            ResponseInfo begun =
                    beginning.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            Stream<String> said = going.ordered()
                    ? lines.soFar().stream()
                    : lines.soFar().stream().sorted();
            all.add(heard(going.ask(), begun.statusCode(), begun.headers(), said.collect(Collectors.joining("\n"))));
            return all;
        } finally {
            lines.hangUp();
            response.cancel(true);
        }
    }

    private void untilKeys(Going.Keys keys) {
        String end = keys.prefix().substring(0, keys.prefix().length() - 1)
                + (char) (keys.prefix().charAt(keys.prefix().length() - 1) + 1);
        Ask count =
                Ask.post("/kv/range", "{'key':<" + keys.prefix() + ">,'range_end':<" + end + ">,'count_only':true}");
        String wanted = Integer.toString(keys.count());
        long start = System.nanoTime();
        while (!wanted.equals(Trees.at(hear(count).body().get(0), "count"))) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("waited too long for " + keys);
            }
            LockSupport.parkNanos(GLANCE);
        }
    }

    private HttpRequest request(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + own(ask.path())));
        List<String> headers = ask.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), own(headers.get(i + 1)));
        }
        String body = ask.body();
        return request.method(ask.verb(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(own(body)))
                .build();
    }

    /** With what this server has for the names in braces. */
    private String own(String text) {
        String own = text;
        for (Map.Entry<String, String> name : kept.entrySet()) {
            own = own.replace('{' + name.getKey() + '}', name.getValue());
        }
        return own;
    }

    private Heard heard(Ask ask, int status, HttpHeaders headers, String body) {
        boolean json = headers.firstValue("content-type").orElse("").startsWith("application/json");
        List<@Nullable Object> values = json ? Trees.read(body) : List.of(page(body));
        ask.kept().forEach((name, place) -> keep(name, values.isEmpty() ? null : Trees.at(values.get(0), place)));
        Normal normal = new Normal(kept);
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object value : values) {
            Object next = normal.of(value);
            // A snapshot comes in as many pieces as its size needs.
            boolean piece = Trees.at(next, "result.blob") != null
                    && !plain.isEmpty()
                    && next.equals(plain.get(plain.size() - 1));
            if (!piece) {
                plain.add(next);
            }
        }
        return new Heard(status, headers(headers, normal), plain);
    }

    /** Checks are told of in no order. */
    private static String page(String body) {
        return body.startsWith("[")
                ? body.lines().sorted().collect(Collectors.joining("\n", "", body.endsWith("\n") ? "\n" : ""))
                : body;
    }

    private void keep(String name, @Nullable Object value) {
        if (!(value instanceof String text) || text.isEmpty()) {
            throw new AssertionError("nothing at " + endpoint + " to keep as " + name);
        }
        kept.put(name, text);
    }

    private static Map<String, String> headers(HttpHeaders headers, Normal normal) {
        return headers.map().entrySet().stream()
                .filter(header -> !PASSING.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> normal.words(String.join(", ", header.getValue())),
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
    }
}
