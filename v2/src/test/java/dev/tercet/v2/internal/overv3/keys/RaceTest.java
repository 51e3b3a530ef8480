package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyExistsException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many that change the same at once. */
class RaceTest {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(60));
    private static final int MANY = 30;

    private final OnEmbedded store = new OnEmbedded();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void namesRiseAsTheyAreCommittedAndNoneIsLost() {
        List<EtcdResult> made =
                join(IntStream.range(0, MANY)
                                .mapToObj(client -> append(client, 10, new ArrayList<>()))
                                .toList())
                        .stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(EtcdResult::modifiedIndex))
                        .toList();
        List<V2Node> listed = store.read(V2Read.of("/q").sorted()).children();
        assertThat(listed).hasSize(MANY * 10);
        assertThat(made)
                .extracting(EtcdResult::key)
                .isEqualTo(listed.stream().map(V2Node::key).toList());
        assertThat(listed).extracting(V2Node::modifiedIndex).isSorted().doesNotHaveDuplicates();
        assertThat(listed).extracting(V2Node::key).doesNotHaveDuplicates();
    }

    @Test
    void appendsOfManyThreadsDoNotFight() {
        long start = System.nanoTime();
        List<EtcdResult> made = inThreads(
                32,
                thread -> IntStream.range(0, 10)
                        .mapToObj(i -> store.write(V2Write.inOrder("/q", thread + "-" + i)))
                        .toList());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(made.stream()
                        .sorted(Comparator.comparing(EtcdResult::modifiedIndex))
                        .map(EtcdResult::key))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(320);
        assertThat(store.read(V2Read.of("/q")).children()).hasSize(320);
        // Nobody who asks in vain: one change for each, and each is a revision.
        assertThat(store.read(V2Read.of("/q")).etcdIndex()).isEqualTo(321);
    }

    private CompletableFuture<List<EtcdResult>> append(int client, int left, List<EtcdResult> made) {
        return left == 0
                ? CompletableFuture.completedFuture(made)
                : store.keys
                        .write(V2Write.inOrder("/q", client + "-" + left), OPTIONS)
                        .thenCompose(result -> {
                            made.add(result);
                            return append(client, left - 1, made);
                        });
    }

    @Test
    void allThatSetOneKeyGetThroughAndEachIsToldOfTheOneBefore() {
        CallOptions soon = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));
        List<EtcdResult> chain = inThreads(
                64,
                thread -> IntStream.range(0, 20)
                        .mapToObj(i -> store.keys
                                .write(V2Write.value("/one", thread + "-" + i), soon)
                                .join())
                        .toList());
        assertThat(chain).hasSize(64 * 20);
        assertChain(chain);
    }

    @Test
    void howeverManyAreUnderWay() {
        List<EtcdResult> chain = join(IntStream.range(0, 1_500)
                .mapToObj(i -> store.keys.write(V2Write.value("/a/one", "" + i), OPTIONS))
                .toList());
        assertChain(chain);
    }

    @Test
    void updatesOfOneKeyAreAChainToo() {
        EtcdResult first = store.write(V2Write.value("/one", "first"));
        List<EtcdResult> chain = join(IntStream.range(0, 300)
                .mapToObj(i -> store.keys.write(V2Write.value("/one", "" + i).ifExists(), OPTIONS))
                .collect(Collectors.toCollection(ArrayList::new)));
        assertThat(chain).extracting(EtcdResult::action).containsOnly(V2Action.UPDATE);
        chain.add(first);
        assertChain(chain);
    }

    @Test
    void theLeaseOfTheLastOfManyIsTheOneThatStays() {
        List<EtcdResult> chain = join(IntStream.range(0, MANY)
                .mapToObj(i ->
                        store.keys.write(V2Write.value("/one", "" + i).withTtl(Duration.ofSeconds(100 + i)), OPTIONS))
                .toList());
        assertChain(chain);
        EtcdResult last = chain.stream()
                .max(Comparator.comparing(EtcdResult::modifiedIndex))
                .orElseThrow();
        Awaitility.await()
                .untilAsserted(() -> assertThat(store.etcd.leases().list()).hasSize(1));
        assertThat(store.read(V2Read.of("/one")).ttl()).isEqualTo(last.ttl());
        store.pass((int) last.ttl().orElseThrow().toSeconds() + 1);
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void aKeyThatIsSetAndDeletedByManyIsNewAfterEachDeletion() {
        List<CompletableFuture<EtcdResult>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(store.keys.write(V2Write.value("/one", "" + i), OPTIONS));
            if (i % 10 == 0) {
                store.keys.delete(V2Delete.of("/one"), OPTIONS).handle(RaceTest::end);
            }
        }
        for (EtcdResult set : join(all)) {
            assertThat(set.newKey()).isEqualTo(set.prevNode().isEmpty());
            assertThat(set.node().createdIndex())
                    .isEqualTo(set.prevNode().map(V2Node::createdIndex).orElse(set.modifiedIndex()));
        }
    }

    /** Each is the one before of the next, from the first, which made the key, to the last, which is there. */
    private void assertChain(List<EtcdResult> results) {
        List<EtcdResult> chain = results.stream()
                .sorted(Comparator.comparing(EtcdResult::modifiedIndex))
                .toList();
        assertThat(chain).extracting(EtcdResult::modifiedIndex).doesNotHaveDuplicates();
        EtcdResult first = chain.get(0);
        assertThat(first.newKey()).isTrue();
        assertThat(first.prevNode()).isEmpty();
        for (int i = 1; i < chain.size(); i++) {
            EtcdResult next = chain.get(i);
            V2Node before = chain.get(i - 1).node();
            V2Node told = next.prevNode().orElseThrow();
            assertThat(told.modifiedIndex()).isEqualTo(before.modifiedIndex());
            assertThat(told.value()).isEqualTo(before.value());
            assertThat(told.ttl()).isEqualTo(before.ttl());
            assertThat(next.node().createdIndex()).isEqualTo(first.modifiedIndex());
            assertThat(next.newKey()).isFalse();
        }
        assertThat(store.read(V2Read.of(first.key())).value())
                .isEqualTo(chain.get(chain.size() - 1).value());
    }

    private static <T> List<T> inThreads(int threads, IntFunction<List<T>> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return join(IntStream.range(0, threads)
                            .mapToObj(thread -> CompletableFuture.supplyAsync(() -> work.apply(thread), pool))
                            .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aNameThatIsTakenIsPassedOver() {
        long next = store.write(V2Write.value("/x", "x")).etcdIndex() + 2;
        // At that revision itself, so that the very next name is this one.
        store.write(V2Write.value("/q/" + InOrder.name(next), "by hand"));
        EtcdResult made = store.write(V2Write.inOrder("/q", "x"));
        assertThat(made.key()).isEqualTo("/q/" + InOrder.name(next + 1));
        assertThat(made.action()).isEqualTo(V2Action.CREATE);
    }

    @Test
    void oneOfManyCreates() {
        List<Object> ends = join(IntStream.range(0, MANY)
                .mapToObj(client -> store.keys
                        .write(V2Write.value("/a/b/c", "" + client).ifAbsent(), OPTIONS)
                        .handle(RaceTest::end))
                .toList());
        assertThat(ends).filteredOn(EtcdResult.class::isInstance).hasSize(1);
        assertThat(ends).filteredOn(V2KeyExistsException.class::isInstance).hasSize(MANY - 1);
    }

    @Test
    void aCounterCountsAll() {
        store.write(V2Write.value("/count", "0"));
        join(IntStream.range(0, MANY).mapToObj(client -> count(5)).toList());
        assertThat(store.read(V2Read.of("/count")).value()).contains("" + MANY * 5);
    }

    private CompletableFuture<Void> count(int left) {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return store.keys
                .read(V2Read.of("/count"), OPTIONS)
                .thenCompose(now -> store.keys.write(
                        V2Write.value(
                                        "/count",
                                        "" + (Integer.parseInt(now.value().orElseThrow()) + 1))
                                .ifPrevIndex(now.modifiedIndex()),
                        OPTIONS))
                .handle((done, failure) -> failure == null ? count(left - 1) : again(failure, left))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> again(Throwable failure, int left) {
        assertThat(end(null, failure)).isInstanceOf(V2CompareFailedException.class);
        return count(left);
    }

    @Test
    void nothingIsMadeInADirectoryThatIsGone() {
        for (int round = 0; round < 20; round++) {
            store.write(V2Write.directory("/d").withTtl(Duration.ofSeconds(100)));
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(store.keys.write(V2Write.value("/d/e/" + i, "x"), OPTIONS));
                all.add(store.keys.write(V2Write.inOrder("/d/q", "x"), OPTIONS));
            }
            all.add(store.keys.delete(V2Delete.of("/d").recursive(), OPTIONS));
            all.forEach(CompletableFuture::join);
            // Whatever came after the deletion made the directory anew, and lives for ever as that does.
            List<String> stayed = inD();
            assertThat(stayed.isEmpty() || stayed.contains("/d/"))
                    .as("%s", stayed)
                    .isTrue();
            store.pass(101);
            assertThat(inD()).isEqualTo(stayed);
            store.keys
                    .delete(V2Delete.of("/d").recursive(), OPTIONS)
                    .handle(RaceTest::end)
                    .join();
        }
    }

    private List<String> inD() {
        return store.stored().stream().filter(key -> key.startsWith("/d/")).toList();
    }

    @Test
    void anEmptyDirectoryIsDeletedOnlyWhileItIsEmpty() {
        for (int round = 0; round < 20; round++) {
            store.write(V2Write.directory("/d"));
            CompletableFuture<Object> made =
                    store.keys.write(V2Write.value("/d/e", "x"), OPTIONS).handle(RaceTest::end);
            CompletableFuture<Object> gone =
                    store.keys.delete(V2Delete.of("/d").directory(), OPTIONS).handle(RaceTest::end);
            assertThat(made.join()).isInstanceOf(EtcdResult.class);
            assertThat(gone.join()).isNotNull();
            assertThat(store.tree("/")).containsExactly("/d/", "/d/e");
            store.delete(V2Delete.of("/d").recursive());
        }
    }

    @Test
    void whatIsWrittenWhileItsDirectoryGetsAnotherTimeGoesWithIt() {
        store.write(V2Write.directory("/d").withTtl(Duration.ofSeconds(10)));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(store.keys.write(V2Write.value("/d/" + i % 7 + "/" + i, "x"), OPTIONS));
            if (i % 10 == 0) {
                all.add(store.keys.write(
                        V2Write.directory("/d").ifExists().withTtl(Duration.ofSeconds(20 + i)), OPTIONS));
            }
        }
        all.forEach(CompletableFuture::join);
        store.pass(15);
        assertThat(store.read(V2Read.of("/d").recursive()).leaves()).hasSize(MANY);
        store.pass(100);
        assertThat(store.tree("/")).isEmpty();
    }

    private static Object end(@Nullable Object done, @Nullable Throwable failure) {
        if (failure == null) {
            return done;
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static <T> List<T> join(List<CompletableFuture<T>> all) {
        return all.stream().map(CompletableFuture::join).collect(Collectors.toList());
    }
}
