package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheEvent;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheSnapshot;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@EtcdTest(listen = true)
class CacheDocTest {
    private final Map<String, String> used = new ConcurrentHashMap<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private void use(String key, String value) {
        used.put(key, value);
    }

    private void remove(String key) {
        used.remove(key);
    }

    private void show(String text) {
        shown.add(text);
    }

    @Test
    void reading(EmbeddedEtcd server, EtcdClient writer) {
        String endpoint = server.endpoint();
        writer.kv().put("services/eu/ann", "10.0.0.7:8080");
        try (EtcdClient etcd = EtcdClient.connect(endpoint);
                Cache cache = Recipes.of(etcd).openCache("services/")) {
            cache.awaitSynced(Duration.ofSeconds(10));
            Optional<String> ann = cache.getString("services/eu/ann");
            for (KeyValue service : cache.prefix("services/eu/")) {
                use(service.keyText(), service.valueText());
            }
            show(ann.orElse("not there"));
        }
        assertThat(used).containsOnly(Map.entry("services/eu/ann", "10.0.0.7:8080"));
        assertThat(shown).containsExactly("10.0.0.7:8080");
    }

    @Test
    void revisions(EtcdClient etcd) {
        try (Cache cache = Recipes.of(etcd).openCache("services/")) {
            cache.awaitSynced(Duration.ofSeconds(10));
            CacheSnapshot now = cache.snapshot();
            int services = now.size();
            long revision = now.revision();
            assertThat(services).isZero();

            long written = etcd.kv().put("services/eu/ann", "10.0.0.8:8080").revision();
            CacheSnapshot mine = cache.awaitRevision(written, Duration.ofSeconds(5));
            CacheSnapshot everybodys = cache.catchUp(Duration.ofSeconds(5));
            assertThat(mine.revision()).isGreaterThan(revision);
            assertThat(everybodys.getString("services/eu/ann")).contains("10.0.0.8:8080");
        }
    }

    @Test
    void listeners(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        etcd.kv().put("services/eu/ann", "10.0.0.7:8080");
        CacheRequest request = CacheRequest.prefix("services/")
                .withMaxBytes(64L << 20)
                .withListener(update -> {
                    for (CacheEvent event : update.events()) {
                        if (event.isDelete()) {
                            remove(event.keyText());
                        } else {
                            event.after().ifPresent(kv -> use(kv.keyText(), kv.valueText()));
                        }
                    }
                });
        Cache cache = recipes.openCache(request);
        cache.synced().thenAccept(content -> show(content.size() + " services"));
        try (cache) {
            await().untilAsserted(() -> assertThat(shown).containsExactly("1 services"));
            await().untilAsserted(() -> assertThat(used).containsOnlyKeys("services/eu/ann"));
            etcd.kv().delete("services/eu/ann");
            await().untilAsserted(() -> assertThat(used).isEmpty());
        }
    }
}
