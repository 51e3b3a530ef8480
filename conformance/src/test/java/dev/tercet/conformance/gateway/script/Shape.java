package dev.tercet.conformance.gateway.script;

import dev.tercet.testkit.script.http.HttpAnswer;

/** How gateways of one age say that something is wrong, and how they are spoken to. */
enum Shape {
    /** As etcd 3.2 does: two fields, and a token among gRPC's metadata. */
    OLD("3.2.26", "/v3alpha", "grpc-metadata-token"),
    /** As etcd 3.3 and 3.4 do: three fields, in chunks with a trailer. */
    TRAILED("3.4.23", "/v3", "authorization"),
    /** As later ones do. */
    NEW("3.7.3", "/v3", "authorization");

    private final String version;
    private final String prefix;
    private final String tokenHeader;

    Shape(String version, String prefix, String tokenHeader) {
        this.version = version;
        this.prefix = prefix;
        this.tokenHeader = tokenHeader;
    }

    /** What {@code /version} says. */
    String version() {
        return "{\"etcdserver\":\"" + version + "\",\"etcdcluster\":\"" + version + "\"}";
    }

    /** Where a call goes. */
    String path(String call) {
        return prefix + call;
    }

    /** The header that a token comes in, in lower case. */
    String tokenHeader() {
        return tokenHeader;
    }

    /** A failure. */
    HttpAnswer failure(int status, int code, String message) {
        return switch (this) {
            case OLD -> HttpAnswer.json(status, "{\"error\":\"" + message + "\",\"code\":" + code + "}");
            case TRAILED ->
                exchange -> exchange.head(
                                status,
                                "Content-Type",
                                "application/json",
                                "Trailer",
                                "Grpc-Trailer-Content-Type",
                                "Transfer-Encoding",
                                "chunked")
                        .chunk("{\"error\":\"" + message + "\",\"message\":\"" + message + "\",\"code\":" + code + "}")
                        .raw("0\r\nGrpc-Trailer-Content-Type: application/grpc\r\n\r\n"
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            case NEW ->
                HttpAnswer.json(status, "{\"code\":" + code + ", \"message\":\"" + message + "\", \"details\":[]}");
        };
    }
}
