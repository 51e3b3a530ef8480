package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.PutResult;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * User code on the I/O thread, for who asks for it: told all that others are told, and kept from waiting for itself.
 *
 * @since 0.1
 */
public interface InPlaceContract extends Contract {
    /** The view that it is about. */
    private EtcdClient inPlace() {
        return etcd().client().withCallbacksOnIoThread();
    }

    private static CompletableFuture<PutResult> after(AsyncKv kv, String prefix, int from, int to) {
        CompletableFuture<PutResult> put = kv.put(prefix + from, "v");
        return from == to ? put : put.thenCompose(result -> after(kv, prefix, from + 1, to));
    }

    @Test
    default void eachCallMayBeSentFromTheEndOfTheLast() throws Exception {
        String prefix = fresh();

        after(inPlace().async().kv(), prefix, 1, 500).get(30, TimeUnit.SECONDS);

        assertThat(etcd().kv().getString(prefix + 500)).contains("v");
    }

    @Test
    default void aListenerIsToldOfEveryRevisionOnce() throws Exception {
        String prefix = fresh();
        List<Long> revisions = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> all = new CompletableFuture<>();
        Watch watch = inPlace().watches().open(WatchRequest.prefix(prefix), signal -> {
            if (signal instanceof WatchSignal.Change change) {
                revisions.add(change.revision());
                if (revisions.size() == 200) {
                    all.complete(null);
                }
            }
        });
        try (watch) {
            List<Long> puts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                puts.add(etcd().kv().put(prefix + i % 7, "v" + i).revision());
            }
            all.get(30, TimeUnit.SECONDS);
            assertThat(revisions).isEqualTo(puts);
        }
    }

    @Test
    default void aBlockingCallInAListenerIsRefusedAndNothingElseSuffers() throws Exception {
        String prefix = fresh();
        EtcdClient view = inPlace();
        CompletableFuture<PutResult> put = new CompletableFuture<>();
        Watch watch = view.watches().open(WatchRequest.prefix(prefix), signal -> {
            if (signal instanceof WatchSignal.Change) {
                try {
                    put.complete(etcd().client().kv().put(prefix + "answer", "v"));
                } catch (IllegalStateException e) {
                    put.completeExceptionally(e);
                }
            }
        });
        try (watch) {
            etcd().kv().put(prefix + "question", "v");

            assertThatThrownBy(() -> put.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("asynchronous view");
            assertThat(view.kv().getString(prefix + "question")).contains("v");
            assertThat(view.kv().getString(prefix + "answer")).isEmpty();
        }
    }

    @Test
    default void noFormOfWaitingIsBegunInACallback() throws Exception {
        String prefix = fresh();
        EtcdClient plain = etcd().client();
        List<Runnable> ways = List.of(
                () -> plain.kv().batching().put(prefix + "batched", "v"),
                () -> plain.kv().batching().getString(prefix + "batched"),
                () -> plain.leases().keep(Duration.ofSeconds(5)),
                () -> plain.leases().grant(Duration.ofSeconds(5)),
                () -> plain.locks().lock(prefix + "lock", 1),
                () -> plain.maintenance().statuses(),
                () -> plain.watches().open(WatchRequest.prefix(prefix)),
                () -> plain.kv().scan(Get.prefix(prefix)).forEach(found -> {}));
        CompletableFuture<List<Throwable>> refused = new CompletableFuture<>();
        Watch watch = inPlace().watches().open(WatchRequest.prefix(prefix), signal -> {
            if (signal instanceof WatchSignal.Change && !refused.isDone()) {
                List<Throwable> thrown = new ArrayList<>();
                for (Runnable way : ways) {
                    try {
                        way.run();
                    } catch (RuntimeException e) {
                        thrown.add(e);
                    }
                }
                refused.complete(thrown);
            }
        });
        try (watch) {
            etcd().kv().put(prefix + "question", "v");

            assertThat(refused.get(30, TimeUnit.SECONDS))
                    .hasSameSizeAs(ways)
                    .allSatisfy(each -> assertThat(each)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("asynchronous view"));
            assertThat(etcd().kv().get(Get.prefix(prefix).countOnly()).count()).isEqualTo(1);
        }
    }

    @Test
    default void otherViewsAreAsTheyWere() throws Exception {
        String key = fresh() + "k";
        EtcdClient view = inPlace();

        assertThat(view.callbackExecutor()).isSameAs(etcd().client().callbackExecutor());
        assertThat(view.withTimeout(Duration.ofSeconds(5)).options().timeout()).hasSeconds(5);
        CompletableFuture<String> thread = etcd().client()
                .async()
                .kv()
                .put(key, "v")
                .thenApply(put -> {
                    // It may wait here: the reply comes on another thread.
                    etcd().client().kv().put(key, "again");
                    return key;
                });
        assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo(key);
    }
}
