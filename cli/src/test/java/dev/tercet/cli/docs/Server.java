package dev.tercet.cli.docs;

import dev.tercet.EtcdClient;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.util.concurrent.atomic.AtomicInteger;

/** The etcd that the snippets run against. */
final class Server {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Server() {}

    static String endpoint() {
        return WhenUnavailable.fromEnvironment()
                .obtain(() -> SharedEtcd.of(EtcdSettings.newest()))
                .endpoint(0);
    }

    /** A client with a namespace of its own, so that snippets do not meet each other's keys. */
    static EtcdClient client() {
        return EtcdClient.connect(endpoint()).withNamespace("snippets/" + COUNT.incrementAndGet() + "/");
    }
}
