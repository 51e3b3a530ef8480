package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Get;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Where user code runs: never where it could hold up the client.
 *
 * @since 0.1
 */
public interface CallbackContract extends ScriptedContract {
    @Test
    default void aDependentMayCallTheClientAndWait() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.reply(Messages.range(5, Messages.kv("k", "v", 3))));
            CompletableFuture<String> nested = etcd.client()
                    .async()
                    .kv()
                    .getString("k")
                    .thenApply(first -> etcd.client().kv().getString("k").orElseThrow()
                            + etcd.client().async().kv().getString("k").join().orElseThrow());
            assertThat(Within.seconds(10, nested)).isEqualTo("vv");
        });
    }

    @Test
    default void dependentsThatBlockHoldUpNobodyElse() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.reply(Messages.range(5, Messages.kv("k", "v", 3))));
            CountDownLatch release = new CountDownLatch(1);
            List<CompletableFuture<?>> stuck = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stuck.add(etcd.client().async().kv().get(Get.of("k")).thenRun(() -> {
                    try {
                        release.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
            try {
                Expect.within(Duration.ZERO, Duration.ofSeconds(8), () -> {
                    for (int i = 0; i < 50; i++) {
                        assertThat(etcd.kv().getString("k")).contains("v");
                        assertThat(Within.seconds(5, etcd.client().async().kv().getString("k")))
                                .contains("v");
                    }
                });
            } finally {
                release.countDown();
            }
            for (CompletableFuture<?> future : stuck) {
                Within.seconds(10, future);
            }
        });
    }

    @Test
    default void dependentsDoNotRunOnTheThreadsThatRead() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod())
                    .always(Answer.<RangeRequest, RangeResponse>reply(Messages.range(5, Messages.kv("k", "v", 3)))
                            .after(Duration.ofMillis(20)));
            Set<String> threads = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < 20; i++) {
                Within.seconds(
                        10,
                        etcd.client()
                                .async()
                                .kv()
                                .getString("k")
                                .thenAccept(value ->
                                        threads.add(Thread.currentThread().getName())));
            }
            assertThat(threads)
                    .isNotEmpty()
                    .noneMatch(name -> name.contains("grpc") || name.contains("netty") || name.contains("worker-ELG"))
                    .noneMatch(name -> name.contains("HttpClient"));
        });
    }

    @Test
    default void aGivenExecutorIsUsedAndLeftOpen() throws Throwable {
        ExecutorService mine = Executors.newSingleThreadExecutor(task -> new Thread(task, "the callers own"));
        try {
            scripted(b -> b.callbackExecutor(mine), (server, etcd) -> {
                server.unary(KVGrpc.getRangeMethod())
                        .always(Answer.<RangeRequest, RangeResponse>reply(Messages.range(5, Messages.kv("k", "v", 3)))
                                .after(Duration.ofMillis(50)));
                CompletableFuture<String> thread = etcd.client()
                        .async()
                        .kv()
                        .getString("k")
                        .thenApply(value -> Thread.currentThread().getName());
                assertThat(Within.seconds(10, thread)).isEqualTo("the callers own");
            });
            assertThat(mine.isShutdown()).isFalse();
        } finally {
            mine.shutdownNow();
        }
    }

    @Test
    default void aDependentThatThrowsIsItsOwnersAffair() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod()).always(Answer.reply(Messages.range(5, Messages.kv("k", "v", 3))));
            CompletableFuture<Object> broken = etcd.client()
                    .async()
                    .kv()
                    .getString("k")
                    .thenApply(value -> {
                        throw new IllegalStateException("the caller's own fault");
                    });
            await().until(broken::isCompletedExceptionally);
            assertThat(etcd.kv().getString("k")).contains("v");
        });
    }
}
