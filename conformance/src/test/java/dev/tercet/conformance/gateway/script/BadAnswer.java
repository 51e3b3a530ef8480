package dev.tercet.conformance.gateway.script;

import dev.tercet.error.Outcome;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import java.util.List;
import java.util.stream.Stream;

/**
 * An answer that no etcd gives.
 *
 * @param name for messages
 * @param answer what comes
 * @param ofAWrite what is known of a write that got it
 * @param words one of these is in the message
 */
record BadAnswer(String name, HttpAnswer answer, Outcome ofAWrite, List<String> words) {
    /** More than a client of the suite takes. */
    static final int TOO_MANY_BYTES = 1 << 20;

    private static final String HTML = "<html><head><title>Sorry</title></head><body>Please sign in</body></html>";

    /** Whether it does not end by itself, so that the deadline may be all there is to tell of. */
    boolean isEndless() {
        return name.equals("silence") || name.endsWith("without end");
    }

    /** Whether JDK 17's client forgets the connection without closing it, since it gave up in the middle of its head. */
    boolean isForgotten() {
        return name.equals("no HTTP at all") || name.equals("a status of letters");
    }

    @Override
    public String toString() {
        return name;
    }

    /** All. */
    static Stream<BadAnswer> all() {
        return Stream.of(fromProxies(), fromBalancers(), redirects(), noJson(), noEtcd(), large(), noHttp())
                .flatMap(List::stream);
    }

    private static BadAnswer unknown(String name, HttpAnswer answer, String... words) {
        return new BadAnswer(name, answer, Outcome.UNKNOWN, List.of(words));
    }

    private static BadAnswer certain(String name, HttpAnswer answer, String... words) {
        return new BadAnswer(name, answer, Outcome.NOT_APPLIED, List.of(words));
    }

    private static List<BadAnswer> fromProxies() {
        return List.of(
                unknown("a sign-in page with 200", HttpAnswer.body(200, "text/html", HTML), "text/html", "Please"),
                certain("a page with 400", HttpAnswer.body(400, "text/html", HTML), "400"),
                certain("a page with 401", HttpAnswer.body(401, "text/html", HTML), "401"),
                certain("a page with 403", HttpAnswer.body(403, "text/html; charset=utf-8", HTML), "403"),
                certain("a page with 404", HttpAnswer.body(404, "text/html", HTML), "404"),
                certain("no page", HttpAnswer.body(404, "text/plain; charset=utf-8", "404 page not found\n"), "404"),
                certain("a method that is not taken", HttpAnswer.body(405, "text/plain", "Method Not Allowed"), "405"),
                certain("a strange name", HttpAnswer.body(421, "text/plain", "Misdirected Request"), "421"),
                unknown("a page with 500", HttpAnswer.body(500, "text/html", HTML), "500"),
                certain("a wish for credentials", HttpAnswer.body(407, "text/html", HTML), "407", "uthentication"));
    }

    private static List<BadAnswer> fromBalancers() {
        return Stream.of(502, 503, 504)
                .flatMap(status -> Stream.of(
                        unknown(status + " with a page", HttpAnswer.body(status, "text/html", HTML), "" + status),
                        unknown(status + " with nothing", HttpAnswer.body(status, "", ""), "" + status),
                        unknown(
                                status + " with JSON of its own",
                                HttpAnswer.json(status, "{\"message\":\"no healthy upstream\",\"request_id\":\"f00\"}"),
                                "" + status),
                        unknown(
                                status + " with JSON that is no object",
                                HttpAnswer.json(status, "[\"down\"]"),
                                "" + status)))
                .toList();
    }

    private static List<BadAnswer> redirects() {
        return Stream.of(301, 302, 307, 308)
                .map(status -> certain(
                        "a redirection by " + status,
                        HttpAnswer.redirect(status, "http://127.0.0.1:1/elsewhere"),
                        "" + status))
                .toList();
    }

    private static List<BadAnswer> noJson() {
        return List.of(
                unknown("half of an object", HttpAnswer.json("{\"header\":{\"revision\":\"7\""), "no reply", "JSON"),
                unknown("an object cut off", HttpAnswer.json(Bodies.PUT).cutAfter(95, Cut.FIN), ""),
                unknown("an object cut off hard", HttpAnswer.json(Bodies.PUT).cutAfter(95, Cut.RST), ""),
                unknown("a head cut off", HttpAnswer.json(Bodies.PUT).cutAfter(30, Cut.FIN), ""),
                unknown("JSON by another name", HttpAnswer.body(200, "text/plain", HTML), "text/plain"),
                unknown("JSON without a name", HttpAnswer.body(200, "", HTML), ""),
                unknown("gRPC", HttpAnswer.body(200, "application/grpc", "\0\0\0\0\0"), "application/grpc"),
                unknown("nothing with 200", HttpAnswer.json(""), ""),
                unknown("a number", HttpAnswer.json("7"), ""),
                unknown("an array", HttpAnswer.json("[]"), ""),
                unknown("bare words", HttpAnswer.json("it works"), ""));
    }

    private static List<BadAnswer> noEtcd() {
        return List.of(
                unknown("a revision of words", HttpAnswer.json("{\"header\":{\"revision\":\"many\"}}"), ""),
                unknown(
                        "a revision beyond all numbers",
                        HttpAnswer.json("{\"header\":{\"revision\":\"92233720368547758080\"}}"),
                        ""),
                unknown("a revision that is an object", HttpAnswer.json("{\"header\":{\"revision\":{}}}"), ""),
                unknown("a header that is a text", HttpAnswer.json("{\"header\":\"7\"}"), ""),
                unknown("a key that is no base64", HttpAnswer.json(keyed("\"!!!\"")), ""),
                unknown("a key that is a number", HttpAnswer.json(keyed("7")), ""),
                unknown("an answer without content", exchange -> exchange.head(204, "Content-Length", "0"), "204"));
    }

    /** A key where every reply of the suite's calls would have one. */
    private static String keyed(String key) {
        String kv = "{\"key\":" + key + "}";
        return "{" + Bodies.header(7) + ",\"kvs\":[" + kv + "],\"prev_kv\":" + kv + "}";
    }

    private static List<BadAnswer> large() {
        String spaces = " ".repeat(64 << 10);
        return List.of(
                unknown("a line without end", endless("x".repeat(64 << 10)), ""),
                unknown("an object without end", endless("{\"header\":{\"cluster_id\":\"" + spaces), ""),
                unknown("a text without end", HttpAnswer.json("{\"x\":\"" + " ".repeat(2 * TOO_MANY_BYTES)), ""));
    }

    private static HttpAnswer endless(String piece) {
        return exchange -> {
            exchange.chunkedHead();
            for (int sent = 0; sent < 2 * TOO_MANY_BYTES; sent += piece.length()) {
                exchange.chunk(piece);
            }
        };
    }

    private static List<BadAnswer> noHttp() {
        return List.of(
                unknown(
                        "no HTTP at all",
                        HttpAnswer.raw("220 mail.example ESMTP\r\n").thenCut(Cut.FIN),
                        ""),
                unknown("HTTP/2", HttpAnswer.raw("\0\0\u0012\4\0\0\0\0\0").thenCut(Cut.FIN), ""),
                unknown(
                        "a status of letters",
                        HttpAnswer.raw("HTTP/1.1 fine\r\n\r\n").thenCut(Cut.FIN),
                        ""),
                unknown(
                        "a chunk of no length",
                        HttpAnswer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\nzzz\r\n{}\r\n0\r\n\r\n"),
                        ""),
                unknown("the end of the connection", HttpAnswer.cut(Cut.FIN), ""),
                unknown("a reset", HttpAnswer.cut(Cut.RST), ""),
                unknown("silence", HttpAnswer.silence(), ""));
    }
}
