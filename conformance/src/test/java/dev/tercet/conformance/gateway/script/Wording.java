package dev.tercet.conformance.gateway.script;

/** What differs between the gateways of different versions in how they put a watch; its messages are the same in all of them. */
enum Wording {
    /** Of 3.3. */
    V3_3(
            "{\"etcdserver\":\"3.3.25\",\"etcdcluster\":\"3.3.0\"}",
            "/v3beta",
            "Grpc-Metadata-Content-Type: application/grpc\r\n",
            Wording.OLD_ERROR),
    /** Of 3.4. */
    V3_4(
            "{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}",
            "/v3",
            "Access-Control-Allow-Origin: *\r\nGrpc-Metadata-Content-Type: application/grpc\r\n",
            Wording.OLD_ERROR),
    /** Of 3.7. */
    V3_7(Bodies.VERSION, "/v3", "", "{\"error\":{\"code\":14,\"message\":\"etcdserver: no leader\",\"details\":[]}}");

    private static final String OLD_ERROR = "{\"error\":{\"grpc_code\":14,\"http_code\":503,"
            + "\"message\":\"etcdserver: no leader\",\"http_status\":\"Service Unavailable\"}}";

    private final String version;
    private final String prefix;
    private final String headers;
    private final String noLeader;

    Wording(String version, String prefix, String headers, String noLeader) {
        this.version = version;
        this.prefix = prefix;
        this.headers = headers;
        this.noLeader = noLeader;
    }

    /** What {@code /version} says. */
    String version() {
        return version;
    }

    /** What paths begin with. */
    String prefix() {
        return prefix;
    }

    /** The head of a stream. */
    String head() {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n";
    }

    /** The last object of a stream that ends because the member lost its leader. */
    String noLeader() {
        return noLeader;
    }
}
