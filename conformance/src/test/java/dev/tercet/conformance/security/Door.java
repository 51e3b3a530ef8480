package dev.tercet.conformance.security;

import dev.tercet.EtcdClient;
import dev.tercet.connection.Tls;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import java.time.Duration;
import java.util.List;

/** Each wire on which the client speaks TLS. */
enum Door {
    /** HTTP/2. */
    GRPC(""),
    /** HTTP/1.1 and JSON. */
    GATEWAY("gateway+"),
    /** The v2 API over HTTP/1.1. */
    V2("");

    private final String prefix;

    Door(String prefix) {
        this.prefix = prefix;
    }

    String endpoint(String host, int port) {
        return prefix + "https://" + host + ":" + port;
    }

    /** A client, of which only closing and one call are wanted. */
    interface Caller extends AutoCloseable {
        /** A write. */
        void call();

        /** A read, which goes on to another endpoint if the first is gone. */
        void look();

        @Override
        void close();
    }

    Caller connect(Tls tls, List<String> endpoints) {
        return this == V2 ? v2(tls, endpoints) : v3(tls, endpoints);
    }

    private static Caller v3(Tls tls, List<String> endpoints) {
        EtcdClient etcd = EtcdClient.builder()
                .endpoints(endpoints)
                .tls(tls)
                .connectTimeout(Duration.ofSeconds(30))
                .timeout(Duration.ofSeconds(60))
                .build();
        return new Caller() {
            @Override
            public void call() {
                etcd.kv().put("k", "v");
            }

            @Override
            public void look() {
                etcd.kv().get("k");
            }

            @Override
            public void close() {
                etcd.close();
            }
        };
    }

    private static Caller v2(Tls tls, List<String> endpoints) {
        EtcdV2Client v2 = EtcdV2Client.builder()
                .endpoints(endpoints)
                .tls(tls)
                .backend(V2Backend.HTTP)
                .withoutMemberSync()
                .connectTimeout(Duration.ofSeconds(30))
                .readTimeout(Duration.ofSeconds(60))
                .build();
        return new Caller() {
            @Override
            public void call() {
                v2.set("/k", "v");
            }

            @Override
            public void look() {
                v2.get("/k");
            }

            @Override
            public void close() {
                v2.close();
            }
        };
    }
}
