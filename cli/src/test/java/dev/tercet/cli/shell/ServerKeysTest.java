package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerKeysTest {
    @Test
    void aSegmentFurther() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().start();
                EtcdClient etcd = server.clientBuilder().build()) {
            List.of("/a/1", "/a/2", "/b", "/b/c/d", "/b/c/e", "/ü/x", "top", "top/1", "a/", "a/1")
                    .forEach(key -> etcd.kv().put(key, "v"));
            etcd.kv().put(Bytes.ofHex("ff00"), Bytes.of("v"));
            ServerKeys keys = new ServerKeys(() -> etcd);
            assertThat(texts(keys, "")).containsExactly("/", "a/", "top", "top/");
            assertThat(texts(keys, "/")).containsExactly("/a/", "/b", "/b/", "/ü/");
            assertThat(texts(keys, "/b/")).containsExactly("/b/c/");
            assertThat(texts(keys, "/b/c/")).containsExactly("/b/c/d", "/b/c/e");
            assertThat(texts(keys, "a/")).containsExactly("a/", "a/1");
            assertThat(texts(keys, "nothing")).isEmpty();
            assertThat(keys.apply("/b")).extracting(Suggestion::whole).containsExactly(true, false);
        }
    }

    @Test
    void fewKeysAreReadHoweverManyThereAre() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().start();
                EtcdClient etcd = server.clientBuilder().build()) {
            for (int i = 0; i < 1_000; i++) {
                etcd.kv().put("/many/" + i, "v");
                etcd.kv().put("flat" + i, "v");
            }
            etcd.kv().put("/other/1", "v");
            ServerKeys keys = new ServerKeys(() -> etcd);
            assertThat(texts(keys, "/")).containsExactly("/many/", "/other/");
            assertThat(texts(keys, "flat")).hasSizeBetween(200, 300);
        }
    }

    @Test
    void aServerThatIsAwayIsNotWaitedFor() {
        try (EtcdClient etcd = EtcdClient.connect("http://127.0.0.1:1")) {
            assertThat(new ServerKeys(() -> etcd).apply("/")).isEmpty();
        }
    }

    private static List<String> texts(ServerKeys keys, String begin) {
        return keys.apply(begin).stream().map(Suggestion::text).toList();
    }
}
