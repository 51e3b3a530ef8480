package dev.tercet.v2.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2WatchTimedOutException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both views, over a store in this process. */
class ViewsTest {
    private final EmbeddedEtcd server = EmbeddedEtcd.builder().start();
    private final EtcdClient etcd = server.client();
    private final EtcdV2Client v2 = EtcdV2Client.over(etcd);

    @AfterEach
    void close() {
        v2.close();
        etcd.close();
        server.close();
    }

    private static EtcdResult answer(Optional<V2Node> before) {
        V2Node after = new V2Node("/k", Optional.empty(), false, Optional.empty(), Optional.empty(), 9, 5, List.of());
        return new EtcdResult(V2Action.DELETE, after, before, false, 9, 8, 7);
    }

    @Test
    void whatIsPoppedIsWhatItWas() {
        EtcdResult written = v2.set("/k", "v");
        assertThat(v2.pop("/k")).satisfies(popped -> {
            assertThat(popped.node()).isEqualTo(written.node());
            assertThat(popped.action()).isEqualTo(V2Action.DELETE);
            assertThat(popped.etcdIndex()).isGreaterThan(written.etcdIndex());
        });
        assertThatThrownBy(() -> v2.pop("/k")).isInstanceOf(V2KeyNotFoundException.class);
        assertThatThrownBy(() -> v2.async().pop("/k").join()).hasCauseInstanceOf(V2KeyNotFoundException.class);
    }

    @Test
    void whatIsPoppedMustBeTold() {
        assertThatThrownBy(() -> Popped.of(V2Delete.of("/k"), answer(Optional.empty())))
                .isInstanceOfSatisfying(ProtocolException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.PROTOCOL);
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                })
                .hasMessageContaining("\"/k\"");
    }

    @Test
    void whatWasChangedMeanwhileIsNotWrittenBack() {
        EtcdResult read = v2.set("/k", "v");
        EtcdResult updated = v2.update(read.withValue("w").withTtl(Optional.of(Duration.ofSeconds(50))));
        assertThat(v2.get("/k").value()).contains("w");
        assertThat(v2.get("/k").ttl()).isPresent();
        assertThatThrownBy(() -> v2.update(read.withValue("x"))).isInstanceOf(V2CompareFailedException.class);
        assertThat(v2.async()
                        .update(updated.withTtl(Optional.empty()).withValue("y"))
                        .join()
                        .ttl())
                .isEmpty();
    }

    @Test
    void aDirectoryIsWrittenBackWhateverItsIndex() {
        EtcdResult made = v2.makeDirectory("/d");
        v2.set("/d/k", "v");
        v2.update(made.withTtl(Optional.of(Duration.ofSeconds(60))));
        assertThat(v2.get("/d").ttl()).isPresent();
        V2Write write = WrittenBack.of(made);
        assertThat(write.kind()).isEqualTo(V2Write.Kind.DIRECTORY);
        assertThat(write.prevExist()).contains(true);
        assertThat(write.prevIndex()).isEmpty();
    }

    @Test
    void withoutAnIndexNothingIsWrittenBack() {
        V2Node node = new V2Node("/k", Optional.of("v"), false, Optional.empty(), Optional.empty(), 0, 0, List.of());
        EtcdResult brief = new EtcdResult(V2Action.SET, node, Optional.empty(), false, 9, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> v2.update(brief))
                .withMessageContaining("index")
                .withMessageContaining("\"/k\"");
        assertThatIllegalArgumentException().isThrownBy(() -> v2.async().update(brief));
    }

    @Test
    void shortFormsOfBothViews() {
        assertThat(v2.contains("/k")).isFalse();
        v2.set("/k", "v", Duration.ofSeconds(30));
        assertThat(v2.contains("/k")).isTrue();
        assertThat(v2.async().contains("/k").join()).isTrue();
        assertThat(v2.async().contains("/other").join()).isFalse();
        assertThat(v2.testAndSet("/k", "w", "v").action()).isEqualTo(V2Action.COMPARE_AND_SWAP);
        assertThat(v2.append("/queue", "first").key()).startsWith("/queue/");
        assertThat(v2.async().append("/queue", "second").join().key())
                .isGreaterThan(
                        v2.read(V2Read.of("/queue").sorted()).children().get(0).key());
        assertThat(v2.refresh("/k", Duration.ofSeconds(40)).node().key()).isEqualTo("/k");
        assertThat(v2.delete("/k").action()).isEqualTo(V2Action.DELETE);
        assertThat(v2.backend()).isEqualTo(V2Backend.V3);
        assertThat(v2.toString()).contains(v2.endpoints().get(0));
    }

    @Test
    void aWatchWithALimit() {
        long before = System.nanoTime();
        assertThatThrownBy(() -> v2.watch(V2Watch.of("/k").atMost(Duration.ofMillis(300))))
                .isInstanceOf(V2WatchTimedOutException.class)
                .hasMessageContaining("300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        EtcdResult written = v2.set("/k", "v");
        assertThat(v2.watch(V2Watch.of("/k").fromIndex(written.modifiedIndex())).value())
                .contains("v");
    }

    @Test
    void aWatchOutlivesTheDeadlineOfCalls() {
        CompletableFuture<EtcdResult> watch = CompletableFuture.supplyAsync(
                () -> v2.withTimeout(Duration.ofMillis(200)).watch(V2Watch.of("/k")));
        assertThatThrownBy(() -> watch.get(600, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        v2.set("/k", "v");
        assertThat(watch.orTimeout(20, TimeUnit.SECONDS).join().value()).contains("v");
    }

    @Test
    void interruptedWhileItWaits() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                v2.watch(V2Watch.of("/k"));
            } catch (InterruptedEtcdException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : null);
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        waiting.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thrown.get()).hasMessageContaining("watch \"/k\"");
    }

    @Test
    void interruptedBeforeItIsSent() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> v2.set("/k", "v"))
                    .isInstanceOfSatisfying(
                            InterruptedEtcdException.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(v2.contains("/k")).isFalse();
    }

    @Test
    void cancellingWhatFollowsCancelsWhatItFollows() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<Integer> following = Following.of(source, Runnable::run, String::length);
        following.cancel(true);
        assertThat(source).isCancelled();
        assertThatThrownBy(following::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void whatFollowsFailsAsWhatItFollows() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<Integer> following =
                Following.of(source.thenApply(text -> text), Runnable::run, String::length);
        IllegalStateException failure = new IllegalStateException("by the test");
        source.completeExceptionally(failure);
        assertThatThrownBy(following::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    @Test
    void aListenerThatWritesWhatItHears() {
        CompletableFuture<Long> watch = v2.eternalWatch(V2Watch.of("/in").recursive(), (event, stop) -> {
            EtcdResult change = ((V2Event.Change) event).result();
            v2.set("/out", change.value().orElse("gone"));
            if (change.key().equals("/in/last")) {
                stop.run();
            }
        });
        // Nothing says here from when on it stands: the first is written until it was heard of.
        await().until(() -> v2.set("/in/first", "1").modifiedIndex() > 0 && v2.contains("/out"));
        EtcdResult last = v2.set("/in/last", "2");
        assertThat(watch.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(last.modifiedIndex() + 1);
        assertThat(v2.get("/out").value()).contains("2");
    }

    @Test
    void aLoopFromAnIndex() {
        long first = v2.set("/k", "1").modifiedIndex();
        long second = v2.set("/k", "2").modifiedIndex();
        try (EternalWatch watch = v2.eternalWatch(V2Watch.of("/k").fromIndex(first))) {
            assertThat(watch.nextIndex()).isEqualTo(first);
            Iterator<V2Event> events = watch.iterator();
            assertThat(events.next().nextIndex()).isEqualTo(first + 1);
            assertThat(events.next().nextIndex()).isEqualTo(second + 1);
            assertThat(watch.nextIndex()).isEqualTo(second + 1);
            assertThatIllegalStateException().isThrownBy(watch::iterator);
        }
    }
}
