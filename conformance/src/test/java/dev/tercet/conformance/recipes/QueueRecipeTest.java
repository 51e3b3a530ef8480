package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.recipes.queue.FifoQueue;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** First in, first out. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record QueueRecipeTest(ContractTarget target) implements RecipeContract {
    private FifoQueue queue(String name) {
        return form(FifoQueue.class, recipes().fifoQueue(name));
    }

    private static List<Bytes> items(String... texts) {
        return Arrays.stream(texts).map(Bytes::of).toList();
    }

    @Test
    void firstInFirstOut() {
        String name = fresh();
        FifoQueue queue = queue(name);
        queue.put("a");
        queue(name).put(Bytes.of("b"));
        queue.putAll(items("c", "d"));
        queue(name).put("e");
        assertThat(queue.size()).isEqualTo(5);
        assertThat(queue.peek()).contains(Bytes.of("a"));
        assertThat(List.of(queue.take(), queue(name).take(), queue.take(), queue.take(), queue.take()))
                .containsExactlyElementsOf(items("a", "b", "c", "d", "e"));
        assertThat(queue.poll()).isEmpty();
        assertThat(queue.peek()).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void anyBytesAreItemsAndNames() {
        Bytes odd = Bytes.wrap(new byte[] {0, -1, '/', 10});
        FifoQueue queue =
                form(FifoQueue.class, recipes().fifoQueue(Bytes.of(fresh()).plus(odd)));
        queue.put(odd);
        queue.put(Bytes.EMPTY);
        assertThat(queue.take()).isEqualTo(odd);
        assertThat(queue.take()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aTakeWaitsForAPut() {
        String name = fresh();
        FifoQueue taken = recipes().fifoQueue(name);
        List<CompletableFuture<Bytes>> takers =
                IntStream.range(0, 3).mapToObj(i -> taken.takeAsync()).toList();
        FifoQueue queue = queue(name);
        for (int i = 0; i < 3; i++) {
            queue.put("item " + i);
            assertThat(takers.get(i).join().utf8()).isEqualTo("item " + i);
        }
    }

    @Test
    void aPollWithATimeEnds() {
        FifoQueue queue = queue(fresh());
        assertThat(queue.poll(Duration.ofMillis(50))).isEmpty();
        queue.put("a");
        assertThat(queue.poll(Duration.ofSeconds(30))).contains(Bytes.of("a"));
    }

    @Test
    void whoGaveUpTakesNothing() {
        String name = fresh();
        FifoQueue taken = recipes().fifoQueue(name);
        CompletableFuture<Bytes> first = taken.takeAsync();
        CompletableFuture<Bytes> second = taken.takeAsync();
        first.cancel(true);
        queue(name).put("a");
        assertThat(second.join().utf8()).isEqualTo("a");
        assertThat(queue(name).size()).isZero();
    }

    @Test
    void anInterruptedTakeTakesNothing() throws Exception {
        String name = fresh();
        FifoQueue queue = queue(name);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                queue.take();
            } catch (InterruptedEtcdException e) {
                thrown.complete(e);
            }
        });
        taker.start();
        await().until(() -> taker.getState() == Thread.State.WAITING || taker.getState() == Thread.State.TIMED_WAITING);
        taker.interrupt();
        thrown.join();
        taker.join();
        queue.put("a");
        assertThat(queue(name).poll()).contains(Bytes.of("a"));
    }

    @Test
    void clearTellsHowMany() {
        FifoQueue queue = queue(fresh());
        queue.putAll(items("a", "b", "c"));
        assertThat(queue.clear()).isEqualTo(3);
        assertThat(queue.clear()).isZero();
        queue.put("d");
        assertThat(queue.take().utf8()).isEqualTo("d");
    }

    @Test
    void mistakesAreToldAtOnce() {
        FifoQueue queue = queue(fresh());
        assertThatThrownBy(() -> recipes().fifoQueue("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.poll(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atMost");
        assertThatThrownBy(() -> queue.putAll(Collections.nCopies(101, Bytes.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101");
        queue.putAll(List.of());
        assertThat(queue.size()).isZero();
    }

    @Test
    void manyItemsInOneGo() {
        String name = fresh();
        FifoQueue queue = recipes().fifoQueue(name);
        List<CompletableFuture<Void>> puts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            puts.add(queue.putAsync(Integer.toString(i)));
        }
        puts.forEach(CompletableFuture::join);
        List<CompletableFuture<Optional<Bytes>>> polls = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            polls.add(queue.pollAsync());
        }
        for (int i = 0; i < 500; i++) {
            assertThat(polls.get(i).join()).contains(Bytes.of(Integer.toString(i)));
        }
        assertThat(polls.get(500).join()).isEmpty();
        assertThat(etcd().kv().get(Get.prefix(name)).kvs()).hasSize(2);
    }
}
