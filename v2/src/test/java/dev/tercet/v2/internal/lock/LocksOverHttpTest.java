package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same on the v2 API of a real server, and what only that has. */
class LocksOverHttpTest extends LocksOnServer {
    private static final V2LockOptions TWO_SECONDS = V2LockOptions.DEFAULT.withTtl(Duration.ofSeconds(2));

    private final Site.OverHttp site = new Site.OverHttp();

    @Override
    Site site() {
        return site;
    }

    @Test
    void itAndAHolderThatIsWrittenInPythonExcludeEachOther() {
        Python python = new Python(site.etcd.endpoints().get(0), "/_locks/mixed", "0123456789abcdef0123456789abcdef");
        python.enter(30);
        assertThat(python.isFirst()).isTrue();
        EtcdV2Lock ours = site.client().blocking("mixed", TWO_SECONDS);
        assertThat(ours.tryAcquire()).isFalse();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> ours.acquire(Duration.ofSeconds(30)));
        await().until(() -> python.queue().size() == 2);
        // It renews by writing, which wakes whoever watches.
        python.renew(30);
        await().during(Duration.ofSeconds(3))
                .until(() -> !waiting.isDone() && python.queue().size() == 2);
        python.leave();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        python.enter(30);
        assertThat(python.isFirst()).isFalse();
        CompletableFuture<String> event = CompletableFuture.supplyAsync(python::awaitTheOneBefore);
        await().during(Duration.ofSeconds(3)).until(() -> !event.isDone() && ours.isAcquired());
        ours.release();
        assertThat(event).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("delete");
        assertThat(python.isFirst()).isTrue();
        python.leave();
    }

    @Test
    void aServerThatHangsLosesItInTime() {
        try (Site.OverHttp own = new Site.OverHttp()) {
            EtcdV2Lock lock = own.client().blocking("hung", TWO_SECONDS);
            lock.acquire();
            CompletableFuture<V2LockExpiredException> lost = lock.lost();
            own.etcd.member(0).pause();
            long from = System.nanoTime();
            assertThat(lost).succeedsWithin(Duration.ofSeconds(5));
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
            assertThat(lost.join()).hasMessageContaining("not renewed for the 2 s");
            own.etcd.member(0).resume();
            lock.acquire();
            assertThat(lock.isAcquired()).isTrue();
        }
    }

    @Test
    void aWaiterIsNotConcernedWithEventsOfOthers() {
        Site.Client client = site.client();
        EtcdV2Lock holder = client.blocking("quiet", TWO_SECONDS);
        holder.acquire();
        EtcdV2Lock other = client.blocking("quiet", TWO_SECONDS);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(other::acquire);
        await().until(() -> client.queue("/_locks/quiet").size() == 2);
        List<CompletableFuture<?>> noise = IntStream.range(0, 3000)
                .<CompletableFuture<?>>mapToObj(i -> client.backend()
                        .write(
                                V2Write.value("/noise/" + i % 10, "n" + i),
                                CallOptions.DEFAULT.withTimeout(Duration.ofMinutes(1))))
                .toList();
        noise.forEach(CompletableFuture::join);
        assertThat(waiting).isNotDone();
        holder.release();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        assertThat(other.isAcquired()).isTrue();
        other.release();
    }
}
