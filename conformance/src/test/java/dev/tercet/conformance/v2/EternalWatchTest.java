package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ClientClosedException;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches that go on, in their three forms. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record EternalWatchTest(V2Target target) implements V2Contract {
    @Test
    void everythingIsToldInTheWordsOfTheApi() throws Exception {
        String top = fresh();
        String key = top + "/k";
        try (Heard heard = Heard.of(V2Watch.of(top).recursive(), v2())) {
            List<EtcdResult> done = List.of(
                    v2().makeDirectory(top),
                    v2().write(V2Write.value(key, "1").ifAbsent()),
                    v2().set(key, "2"),
                    v2().write(V2Write.value(key, "3").ifExists()),
                    v2().testAndSet(key, "4", "3"),
                    v2().delete(V2Delete.of(key).ifPrevValue("4")),
                    v2().append(top, "5"),
                    v2().set(key, "6"),
                    v2().delete(key),
                    v2().set(top + "/a/b/c", "7"),
                    v2().delete(V2Delete.of(top + "/a").recursive()),
                    v2().delete(V2Delete.of(top).recursive()));
            assertThat(heard.startIndex()).isLessThanOrEqualTo(done.get(0).modifiedIndex());
            for (EtcdResult step : done) {
                EtcdResult told = heard.change();
                assertThat(told.action()).isEqualTo(step.action());
                assertThat(told.node()).isEqualTo(step.node());
                assertThat(told.prevNode().map(V2Node::value))
                        .isEqualTo(step.prevNode().map(V2Node::value));
                assertThat(told.newKey()).isFalse();
            }
            assertThat(heard.waiting()).isZero();
        }
    }

    @Test
    void nothingIsLostRepeatedOrOutOfOrder() throws Exception {
        String top = fresh();
        try (Heard heard = Heard.of(V2Watch.of(top).recursive(), v2())) {
            List<CompletableFuture<EtcdResult>> writes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                writes.add(bare().async().set(top + "/" + i % 7, Integer.toString(i)));
            }
            List<Long> indexes = new ArrayList<>();
            for (CompletableFuture<EtcdResult> write : writes) {
                indexes.add(Soon.of(write).modifiedIndex());
            }
            indexes.sort(null);
            for (long index : indexes) {
                assertThat(heard.change().modifiedIndex()).isEqualTo(index);
            }
            assertThat(heard.waiting()).isZero();
        }
    }

    @Test
    void aListenerStopsItAndIsToldWhereToGoOn() throws Exception {
        String key = fresh();
        try (Heard heard = Heard.of(V2Watch.of(key), v2())) {
            v2().set(key, "1");
            assertThat(heard.change().value()).contains("1");
            heard.stopAtNext();
            long second = v2().set(key, "2").modifiedIndex();
            long resume = Soon.of(heard.ended());
            assertThat(resume).isEqualTo(second + 1);
            assertThat(heard.change().value()).contains("2");
            v2().set(key, "3");
            assertThat(heard.waiting()).isZero();
            try (Heard next = Heard.of(V2Watch.of(key).fromIndex(resume), v2())) {
                assertThat(next.change().value()).contains("3");
            }
        }
    }

    @Test
    void aListenerThatThrowsEndsItsOwnWatch() throws Exception {
        String key = fresh();
        IllegalStateException mistake = new IllegalStateException("on purpose");
        try (Heard other = Heard.of(V2Watch.of(key), v2())) {
            long start = v2().set(key, "1").modifiedIndex();
            CompletableFuture<Long> ended = bare().eternalWatch(V2Watch.of(key).fromIndex(start), (event, stop) -> {
                throw mistake;
            });
            assertThatThrownBy(() -> Soon.of(ended)).hasRootCause(mistake);
            assertThat(other.change().value()).contains("1");
            v2().set(key, "2");
            assertThat(other.change().value()).contains("2");
        }
    }

    @Test
    void anIteratorWaitsForEachAndEndsWhenItIsClosed() throws Exception {
        String key = fresh();
        long start = v2().set(key, "1").modifiedIndex();
        EternalWatch watch = bare().eternalWatch(V2Watch.of(key).fromIndex(start));
        Iterator<V2Event> events = watch.iterator();
        assertThat(((V2Event.Change) events.next()).result().value()).contains("1");
        assertThat(watch.nextIndex()).isEqualTo(start + 1);
        CompletableFuture<V2Event> waiting = CompletableFuture.supplyAsync(events::next);
        long second = v2().set(key, "2").modifiedIndex();
        assertThat(Soon.of(waiting).nextIndex()).isEqualTo(second + 1);
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(events::hasNext);
        watch.close();
        assertThat(Soon.of(more)).isFalse();
        watch.close();
    }

    @Test
    void aSubscriberGetsAsManyAsItAskedFor() throws Exception {
        String key = fresh();
        long start = v2().set(key, "0").modifiedIndex();
        for (int i = 1; i < 5; i++) {
            v2().set(key, Integer.toString(i));
        }
        Subscribed subscribed = new Subscribed();
        bare().publisher(V2Watch.of(key).fromIndex(start)).subscribe(subscribed);
        subscribed.request(2);
        assertThat(subscribed.change().value()).contains("0");
        assertThat(subscribed.change().value()).contains("1");
        // Two were asked for and came; that no third comes is told by the next request, which gets it.
        assertThat(subscribed.waiting()).isZero();
        subscribed.request(3);
        for (int i = 2; i < 5; i++) {
            assertThat(subscribed.change().value()).contains(Integer.toString(i));
        }
        subscribed.cancel();
        v2().set(key, "5");
        assertThat(subscribed.waiting()).isZero();
    }

    @Test
    void whatIsForgottenIsReadInstead() throws Exception {
        String key = fresh();
        long start = v2().set(key, "1").modifiedIndex();
        EtcdResult last = v2().set(key, "2");
        target.forgetEvents(target.shared());
        try (Heard heard = Heard.of(V2Watch.of(key).fromIndex(start), bare().async())) {
            V2Event.Reread reread = (V2Event.Reread) heard.event();
            assertThat(reread.from()).isEqualTo(start);
            assertThat(reread.to()).isGreaterThanOrEqualTo(last.modifiedIndex());
            assertThat(reread.state().map(EtcdResult::node)).contains(last.node());
            assertThat(reread.nextIndex()).isEqualTo(reread.to() + 1);
            v2().set(key, "3");
            assertThat(heard.change().value()).contains("3");
        }
        String nothing = fresh();
        try (Heard heard = Heard.of(V2Watch.of(nothing).fromIndex(start), bare().async())) {
            assertThat(((V2Event.Reread) heard.event()).state()).isEqualTo(Optional.empty());
            v2().set(nothing, "1");
            assertThat(heard.change().value()).contains("1");
        }
    }

    @Test
    void aRefreshWakesNobody() throws Exception {
        String key = fresh();
        v2().set(key, "1", Duration.ofSeconds(100));
        try (Heard heard = Heard.of(V2Watch.of(key), v2())) {
            v2().refresh(key, Duration.ofSeconds(100));
            v2().refresh(key, Duration.ofSeconds(200));
            v2().set(key, "2");
            assertThat(heard.change().value()).contains("2");
        }
    }

    @Test
    void itsEndReachesTheServer() throws Exception {
        requires(V2Capability.WATCH_COUNT);
        try (ContractServer server = target.start(settings -> settings);
                V2Subject own = connect(server.endpoints(), Wish.NONE)) {
            Heard heard = Heard.of(V2Watch.of("/k"), own.api());
            CompletableFuture<EtcdResult> one = own.client().async().watch(V2Watch.of("/k"));
            Soon.await("both at the server").until(() -> target.watches(own, server) == 2);
            heard.close();
            one.cancel(true);
            Soon.await("none at the server").until(() -> target.watches(own, server) == 0);
        }
    }

    @Test
    void itEndsWithItsClient() throws Exception {
        String key = fresh();
        V2Subject own = connect();
        CompletableFuture<EtcdResult> one = own.client().async().watch(V2Watch.of(key));
        Heard heard = Heard.of(V2Watch.of(key), own.api());
        Iterator<V2Event> events = own.client().eternalWatch(V2Watch.of(key)).iterator();
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(events::hasNext);
        own.close();
        assertThatThrownBy(() -> Soon.of(one)).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> Soon.of(heard.ended())).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> more.get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClientClosedException.class);
    }
}
