package dev.tercet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Clients whose dependents run at once, on the stack of whoever calls. */
class DeepCallersTest {
    private static final int LINKS = 50_000;
    private static final int SMALL_STACK = 512 * 1024;

    @Test
    void aChainOfFuturesIsAsLongAsItLikes() throws Exception {
        AtomicInteger events = new AtomicInteger();
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient other = etcd.client();
                EtcdClient deep =
                        etcd.clientBuilder().callbackExecutor(Runnable::run).build()) {
            other.watches().open(WatchRequest.of("k"), signal -> {
                if (signal instanceof WatchSignal.Change change) {
                    events.addAndGet(change.events().size());
                }
            });
            assertThat(onASmallStack(() -> chain(deep, LINKS))).isZero();
            assertThat(other.kv().get("k").orElseThrow().version()).isEqualTo(LINKS);
            await().untilAsserted(() -> assertThat(events).hasValue(LINKS));
        }
    }

    @Test
    void whoWaitsDeepDownIsAnswered() throws Exception {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient deep =
                        etcd.clientBuilder().callbackExecutor(Runnable::run).build()) {
            assertThat(onASmallStack(() -> chainThatWaits(deep, LINKS / 10))).isZero();
        }
    }

    private static int onASmallStack(Supplier<CompletableFuture<Integer>> task) throws Exception {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        new Thread(null, () -> task.get().thenAccept(result::complete), "small", SMALL_STACK).start();
        return result.get(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Integer> chain(EtcdClient client, int left) {
        return left == 0
                ? CompletableFuture.completedFuture(left)
                : client.async().kv().put("k", "v").thenCompose(done -> chain(client, left - 1));
    }

    private static CompletableFuture<Integer> chainThatWaits(EtcdClient client, int left) {
        client.kv().put("k", "v");
        return left == 0
                ? CompletableFuture.completedFuture(left)
                : client.async().kv().get("k").thenCompose(found -> chainThatWaits(client, left - 1));
    }
}
