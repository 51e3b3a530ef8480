package dev.tercet.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.MapEvent;
import dev.tercet.recipes.map.TypedMap;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.watch.Watch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recipes on a view with callbacks on the I/O thread, which refuses to wait there: what they call may wait all the same. */
@EtcdTest
class HandedOverTest {
    private EtcdClient etcd;
    private Recipes recipes;

    @BeforeEach
    void make(EtcdClient client) {
        etcd = client;
        recipes = Recipes.of(client.withCallbacksOnIoThread());
    }

    private Bytes other() {
        return etcd.kv().get("other").orElseThrow().value();
    }

    @Test
    void aChangeOfAKeyMayWait() throws Exception {
        etcd.kv().put("other", "v");

        recipes.updateAsync("k", now -> now.isPresent() ? now : Optional.of(other()))
                .get(10, TimeUnit.SECONDS);

        assertThat(etcd.kv().getString("k")).contains("v");
    }

    @Test
    void aListenerMayWait() throws Exception {
        etcd.kv().put("other", "v");
        TypedMap<String, String> map = recipes.map("m", Codec.text(), Codec.text());
        CompletableFuture<Bytes> heard = new CompletableFuture<>();
        try (Watch watch = map.watch((MapEvent<String, String> event) -> heard.complete(other()))) {
            map.put("k", "v");

            assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo(Bytes.of("v"));
            assertThat(watch.isOpen()).isTrue();
        }
    }

    @Test
    void whatHangsOnAFutureMayWait() throws Exception {
        etcd.kv().put("other", "v");

        assertThat(recipes.counter("c")
                        .incrementAsync()
                        .thenApply(count -> other())
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(Bytes.of("v"));
    }
}
