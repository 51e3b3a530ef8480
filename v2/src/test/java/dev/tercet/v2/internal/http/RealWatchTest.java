package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.longpoll.LongPolls;
import dev.tercet.v2.internal.longpoll.Pace;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches of real servers: what is quiet while much else happens, and members that go, come back and hang. */
class RealWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FEW = 300;
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(5));

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Told told = new Told();

    private RealEtcd start(int members) {
        RealEtcd etcd =
                RealEtcd.start(EtcdSettings.of("3.5").withMembers(members).withOption("enable-v2", "true"));
        open.add(etcd);
        return etcd;
    }

    private HttpCalls calls(List<String> endpoints) {
        V2Settings settings = V2Settings.DEFAULT.withEndpoints(endpoints).withMemberSync(false);
        V2Dialect dialect = V2Dialect.of(settings);
        HttpCalls calls = new HttpCalls(HttpStart.engine(settings, dialect), dialect, settings);
        open.add(0, calls.engine());
        return calls;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private EventSource watch(HttpCalls calls, V2Watch watch, Duration handOver) {
        CallEngine engine = calls.engine();
        Pace pace = Pace.of(handOver, Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(200));
        EventSource source = new LongPolls(calls, engine.timer(), engine.callbacks(), engine::onClose, pace)
                .watch(watch, true, told);
        source.request(Long.MAX_VALUE);
        told.awaitStarted();
        return source;
    }

    private static CompletableFuture<EtcdResult> set(HttpCalls calls, String key) {
        V2Write write = V2Write.value(key, "v");
        return calls.call(
                V2Rpcs.WRITE, calls.asks().write(write), OPTIONS, answer -> Results.of(answer, write.key(), false));
    }

    /** Time itself is what it takes here. */
    private static void letPass(Duration time) {
        await().pollDelay(time).atMost(PATIENCE).until(() -> true);
    }

    @ParameterizedTest
    @ValueSource(longs = {200, 4000})
    void aQuietWatchIsNotLostInWhatElseHappens(long handOverMillis) {
        HttpCalls calls = calls(start(1).endpoints());
        watch(calls, V2Watch.of("/quiet"), Duration.ofMillis(handOverMillis));
        for (int round = 0; round < 15; round++) {
            int first = round * 100;
            CompletableFuture.allOf(IntStream.range(first, first + 100)
                            .mapToObj(i -> set(calls, "/foreign/" + i % 10))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        for (int i = 0; i < 2; i++) {
            // The watch is handed over meanwhile, and the first time what comes next is no longer in the history.
            letPass(Duration.ofMillis(handOverMillis + handOverMillis / 2));
            EtcdResult written = set(calls, "/quiet").join();
            assertThat(told.awaitEvents(i + 1).get(i)).isEqualTo(written.modifiedIndex() + 1);
            assertThat(told.events.get(i)).isInstanceOf(V2Event.Change.class);
        }
        assertThat(told.end).isNull();
    }

    /**
     * Sets keys one after another while something else happens, and then some more; what was surely written is in the answer. The watch
     * is not left behind by more than etcd remembers, a thousand events, or it would lawfully read again what it missed.
     */
    private Set<Long> writeDuring(HttpCalls calls, Runnable something) {
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(something);
        Set<Long> written = new HashSet<>();
        int after = 0;
        for (int i = 0; after < 30; i++) {
            after += meanwhile.isDone() ? 1 : 0;
            int sure = written.size();
            if (sure - told.events.size() >= FEW) {
                await().atMost(PATIENCE).until(() -> sure - told.events.size() < FEW);
            }
            try {
                written.add(set(calls, "/all/" + i % 7).join().modifiedIndex());
            } catch (CompletionException e) {
                // What became of it is not known, and the watch may see it or not.
                assertThat(e.getCause()).isInstanceOf(EtcdException.class);
            }
        }
        meanwhile.join();
        return written;
    }

    private void assertExactly(Set<Long> written) {
        long last = written.stream().mapToLong(Long::longValue).max().orElseThrow();
        await().atMost(PATIENCE).until(() -> told.events.stream().anyMatch(event -> event.nextIndex() == last + 1));
        assertThat(told.events).hasOnlyElementsOfType(V2Event.Change.class);
        List<Long> seen = told.events.stream()
                .map(event -> ((V2Event.Change) event).result().modifiedIndex())
                .toList();
        assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(written);
        assertThat(told.end).isNull();
    }

    @Test
    void theOnlyMemberGoesAndComesBack() {
        RealEtcd etcd = start(1);
        watch(calls(etcd.endpoints()), V2Watch.of("/all").recursive(), Duration.ofMillis(300));
        EtcdMember member = etcd.member(0);
        assertExactly(writeDuring(calls(etcd.endpoints()), () -> {
            for (int i = 0; i < 2; i++) {
                member.kill();
                member.restart();
                member.awaitHealthy(PATIENCE);
            }
        }));
    }

    @Test
    void theOnlyMemberHangs() {
        RealEtcd etcd = start(1);
        watch(calls(etcd.endpoints()), V2Watch.of("/all").recursive(), Duration.ofMillis(300));
        EtcdMember member = etcd.member(0);
        assertExactly(writeDuring(calls(etcd.endpoints()), () -> {
            member.pause();
            letPass(Duration.ofSeconds(3));
            member.resume();
            member.awaitHealthy(PATIENCE);
        }));
    }

    @Test
    void eachOfThreeGoesAndHangs() {
        RealEtcd etcd = start(3);
        watch(calls(etcd.endpoints()), V2Watch.of("/all").recursive(), Duration.ofMillis(300));
        assertExactly(writeDuring(calls(etcd.endpoints()), () -> {
            for (EtcdMember member : etcd.members()) {
                member.kill();
                member.restart();
                etcd.awaitHealthy(PATIENCE);
                member.pause();
                letPass(Duration.ofSeconds(2));
                member.resume();
                etcd.awaitHealthy(PATIENCE);
            }
        }));
    }
}
