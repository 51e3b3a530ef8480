package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The emulation on an etcd whose time a test has in hand. */
final class OnEmbedded implements AutoCloseable {
    static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(60));

    final EtcdClock clock = new EtcdClock();
    final EmbeddedEtcd server = EmbeddedEtcd.builder().clock(clock).start();
    final EtcdClient etcd = server.client();
    final KeysOverV3 keys = new KeysOverV3(etcd, InstantSource.fixed(NOW));

    EtcdResult read(V2Read read) {
        return now(() -> keys.read(read, OPTIONS).join());
    }

    EtcdResult write(V2Write write) {
        return now(() -> keys.write(write, OPTIONS).join());
    }

    EtcdResult delete(V2Delete delete) {
        return now(() -> keys.delete(delete, OPTIONS).join());
    }

    private static EtcdResult now(Supplier<EtcdResult> call) {
        try {
            return call.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The paths below a directory, hidden ones left out, directories with a slash at their end. */
    List<String> tree(String path) {
        return read(V2Read.of(path).recursive().sorted()).subtree().stream()
                .skip(1)
                .map(OnEmbedded::name)
                .toList();
    }

    private static String name(V2Node node) {
        return node.key() + (node.dir() ? "/" : "");
    }

    /** All keys of the store, as v3 has them. */
    List<String> stored() {
        return etcd.kv().get(Get.all()).kvs().stream().map(KeyValue::keyText).toList();
    }

    void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Override
    public void close() {
        etcd.close();
        server.close();
    }
}
