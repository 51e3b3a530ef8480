package dev.tercet.conformance.gateway.script;

import static dev.tercet.conformance.gateway.script.BadAnswer.passing;
import static dev.tercet.conformance.gateway.script.BadAnswer.rejecting;
import static dev.tercet.conformance.gateway.script.BadAnswer.senseless;

import dev.tercet.conformance.gateway.script.BadAnswer.Told;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of answer that no etcd gives. */
final class BadAnswers {
    private static final String HTML = "<html><head><title>Sorry</title></head><body>Please sign in</body></html>";

    /** What is said of the frame of a stream where there is none. */
    private static final String NO_FRAME = "neither a result nor an error";

    private static final String NO_OBJECT = "something else than an object";
    private static final String CUT = "the peer closed the connection in the middle of its answer";
    private static final String CLOSED = "the peer closed the connection before it answered";

    private BadAnswers() {}

    static Stream<BadAnswer> all() {
        return Stream.of(fromProxies(), fromBalancers(), redirects(), noJson(), noEtcd(), large(), noHttp())
                .flatMap(List::stream);
    }

    private static List<BadAnswer> fromProxies() {
        return List.of(
                senseless("a sign-in page with 200", HttpAnswer.body(200, "text/html", HTML), "text/html: Please"),
                rejecting("a page with 400", HttpAnswer.body(400, "text/html", HTML), "HTTP 400"),
                rejecting("a page with 401", HttpAnswer.body(401, "text/html", HTML), "HTTP 401"),
                rejecting("a page with 403", HttpAnswer.body(403, "text/html; charset=utf-8", HTML), "HTTP 403"),
                rejecting("a page with 404", HttpAnswer.body(404, "text/html", HTML), "HTTP 404"),
                rejecting(
                        "no page",
                        HttpAnswer.body(404, "text/plain; charset=utf-8", "404 page not found\n"),
                        "without its JSON gateway"),
                rejecting("a method that is not taken", HttpAnswer.body(405, "text/plain", "No"), "HTTP 405"),
                rejecting("a strange name", HttpAnswer.body(421, "text/plain", "Misdirected"), "--host-whitelist"),
                passing("a page with 500", HttpAnswer.body(500, "text/html", HTML), "HTTP 500"),
                rejecting("a wish for credentials", HttpAnswer.body(407, "text/html", HTML), "HTTP 407"));
    }

    private static List<BadAnswer> fromBalancers() {
        String json = "{\"message\":\"no healthy upstream\",\"request_id\":\"f00\"}";
        return List.of(
                passing("502 with a page", HttpAnswer.body(502, "text/html", HTML), "HTTP 502"),
                passing("502 with nothing", HttpAnswer.body(502, "", ""), "HTTP 502"),
                passing("502 with JSON of its own", HttpAnswer.json(502, json), "HTTP 502"),
                passing("502 with JSON that is no object", HttpAnswer.json(502, "[\"down\"]"), "HTTP 502"),
                passing(
                        "502 with a page larger than everything",
                        HttpAnswer.body(502, "text/html", HTML + " ".repeat(2 * BadAnswer.TOO_MANY_BYTES)),
                        "HTTP 502"),
                passing("503 with a page", HttpAnswer.body(503, "text/html", HTML), "HTTP 503"),
                passing("504 with nothing", HttpAnswer.body(504, "", ""), "HTTP 504"));
    }

    private static List<BadAnswer> redirects() {
        return Stream.of(301, 302, 307, 308)
                .map(status -> rejecting(
                        "a redirection by " + status,
                        HttpAnswer.redirect(status, "http://127.0.0.1:1/elsewhere"),
                        "redirected, which is not followed: HTTP " + status))
                .toList();
    }

    private static List<BadAnswer> noJson() {
        return List.of(
                senseless("half of an object", HttpAnswer.json("{\"header\":{\"revision\":\"7\""), "cut off after 25"),
                passing("an object cut off", HttpAnswer.json(Bodies.PUT).cutAfter(95, Cut.FIN), CUT),
                passing("an object cut off hard", HttpAnswer.json(Bodies.PUT).cutAfter(95, Cut.RST), CUT),
                passing("a head cut off", HttpAnswer.json(Bodies.PUT).cutAfter(30, Cut.FIN), CUT),
                senseless("HTML by another name", HttpAnswer.body(200, "text/plain", HTML), "text/plain"),
                senseless("HTML without a name", HttpAnswer.body(200, "", HTML), "HTTP 200: Please"),
                senseless("gRPC", HttpAnswer.body(200, "application/grpc", "\0\0\0\0\0"), "application/grpc"),
                senseless("nothing with 200", HttpAnswer.json(""), "no reply: nothing", "there is nothing in it"),
                senseless("a number", HttpAnswer.json("7"), "JSON, but no object", NO_OBJECT),
                senseless("an array", HttpAnswer.json("[]"), "JSON, but no object", NO_OBJECT),
                senseless("bare words", HttpAnswer.json("it works"), "no JSON at byte 0", NO_OBJECT));
    }

    private static List<BadAnswer> noEtcd() {
        return List.of(
                senseless(
                        "a revision of words",
                        HttpAnswer.json("{\"header\":{\"revision\":\"many\"}}"),
                        "no whole number at /header/revision",
                        NO_FRAME),
                senseless(
                        "a revision beyond all numbers",
                        HttpAnswer.json("{\"header\":{\"revision\":\"92233720368547758080\"}}"),
                        "no whole number of 64 bits at /header/revision",
                        NO_FRAME),
                senseless(
                        "a revision that is an object",
                        HttpAnswer.json("{\"header\":{\"revision\":{}}}"),
                        "no number at /header/revision",
                        NO_FRAME),
                senseless("a header that is a text", HttpAnswer.json("{\"header\":\"7\"}"), "no object at", NO_FRAME),
                senseless("a key that is no base64", HttpAnswer.json(keyed("\"!!!\"")), "no base64 at /", NO_FRAME),
                senseless("a key that is a number", HttpAnswer.json(keyed("7")), "no base64 at /", NO_FRAME),
                senseless(
                        "an answer without content",
                        exchange -> exchange.head(204, "Content-Length", "0"),
                        "not etcd's JSON: HTTP 204"));
    }

    /** A key where every reply of the suite's calls would have one. */
    private static String keyed(String key) {
        String kv = "{\"key\":" + key + "}";
        return "{" + Bodies.header(7) + ",\"kvs\":[" + kv + "],\"prev_kv\":" + kv + "}";
    }

    private static List<BadAnswer> large() {
        String spaces = " ".repeat(64 << 10);
        String tooLarge = "exceeds maximum size";
        String tooLargeToAcknowledge = "an object of more than";
        return List.of(
                senseless("a line without end", endless("x".repeat(64 << 10)), tooLarge, NO_OBJECT)
                        .toldTo(Told.THOSE_WHO_READ_ON),
                senseless(
                                "an object without end",
                                endless("{\"header\":{\"cluster_id\":\"" + spaces),
                                tooLarge,
                                tooLargeToAcknowledge)
                        .toldTo(Told.THOSE_WHO_READ_ON),
                senseless(
                        "a text without end",
                        HttpAnswer.json("{\"x\":\"" + " ".repeat(2 * BadAnswer.TOO_MANY_BYTES)),
                        tooLarge,
                        tooLargeToAcknowledge));
    }

    private static HttpAnswer endless(String piece) {
        return exchange -> {
            exchange.chunkedHead();
            for (int sent = 0; sent < 2 * BadAnswer.TOO_MANY_BYTES; sent += piece.length()) {
                exchange.chunk(piece);
            }
        };
    }

    private static List<BadAnswer> noHttp() {
        return List.of(
                passing(
                                "no HTTP at all",
                                HttpAnswer.raw("220 mail.example ESMTP\r\n").thenCut(Cut.FIN),
                                "220 mail.example")
                        .onForgottenConnection(),
                passing("HTTP/2", HttpAnswer.raw("\0\0\u0012\4\0\0\0\0\0").thenCut(Cut.FIN), CUT, "HTTP/2"),
                passing(
                                "a status of letters",
                                HttpAnswer.raw("HTTP/1.1 fine\r\n\r\n").thenCut(Cut.FIN),
                                "HTTP/1.1 fine")
                        .onForgottenConnection(),
                passing(
                        "a chunk of no length",
                        HttpAnswer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\nzzz\r\n{}\r\n0\r\n\r\n"),
                        "chunk size"),
                passing("the end of the connection", HttpAnswer.cut(Cut.FIN), CLOSED),
                passing("a reset", HttpAnswer.cut(Cut.RST), CLOSED, "Connection reset"),
                passing("silence", HttpAnswer.silence(), "within").toldTo(Told.NOBODY));
    }
}
