package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Put;
import dev.tercet.lease.KeptLease;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's snippets about watches and leases. */
class GuideWatchTest {
    private final EtcdClient etcd = Server.client();
    private final Map<String, String> services = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        etcd.close();
    }

    private void tell(String text) {
        told.add(text);
    }

    private void serve() {
        assertThat(etcd.kv().get("services/a")).isPresent();
    }

    @Test
    void loop() {
        try (Watch watch = etcd.watches().open(WatchRequest.prefix("news/").withPrevious())) {
            etcd.kv().put("news/today", "sunny");
            for (WatchSignal signal : watch) {
                if (signal instanceof WatchSignal.Ended ended) {
                    ended.cause().ifPresent(why -> {
                        throw why; // compacted, or no longer permitted
                    });
                } else if (signal instanceof WatchSignal.Change change) {
                    change.events().forEach(event -> tell(event.type() + " " + event.value()));
                    break;
                }
            }
        }
        assertThat(told).containsExactly("PUT \"sunny\"");
    }

    @Test
    void copy() {
        etcd.kv().put("services/a", "10.0.0.7:8080");
        GetResult list = etcd.kv().get(Get.prefix("services/"));
        list.forEach(kv -> services.put(kv.keyText(), kv.valueText()));

        WatchRequest changes = WatchRequest.prefix("services/")
                .fromRevision(list.revision() + 1)
                .resyncOnCompaction();
        Watch watch = etcd.watches().open(changes, signal -> {
            if (signal instanceof WatchSignal.Change change) {
                change.events().forEach(this::apply);
            } else if (signal instanceof WatchSignal.Resync resync) {
                services.clear();
                resync.kvs().forEach(kv -> services.put(kv.keyText(), kv.valueText()));
            } else if (signal instanceof WatchSignal.Ended ended) {
                ended.cause().ifPresent(why -> tell("the copy is out of date from here on: " + why.getMessage()));
            }
        });

        etcd.kv().put("services/b", "10.0.0.8:8080");
        etcd.kv().delete("services/a");
        await().untilAsserted(() -> assertThat(services).containsOnly(Map.entry("services/b", "10.0.0.8:8080")));
        watch.close();
    }

    private void apply(WatchEvent event) {
        if (event.isPut()) {
            services.put(event.keyText(), event.valueText());
        } else {
            services.remove(event.keyText());
        }
    }

    @Test
    void leases() {
        try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(10))) {
            lease.lost().thenAccept(lost -> tell("lost: " + lost.message()));
            etcd.kv().put(Put.of("services/a", "10.0.0.7:8080").withLease(lease.id()));
            serve();
            lease.revoke(); // or let the key stay for what is left of the ten seconds
        }
        assertThat(etcd.kv().get("services/a")).isEmpty();
        assertThat(told).isEmpty();
    }
}
