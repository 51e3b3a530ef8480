package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches beside which more happens than a server of v2 keeps. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#servers")
record LagTest(V2Target target) implements V2Contract {
    private static final int MANY = 1_500;
    private static final int AT_ONCE = 50;

    /** Writes this often below a directory, to many keys in turn. */
    private void write(String directory, int times) {
        for (int done = 0; done < times; done += AT_ONCE) {
            List<CompletableFuture<EtcdResult>> writes = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                writes.add(bare().async().set(directory + "/" + i, Integer.toString(done)));
            }
            writes.forEach(CompletableFuture::join);
        }
    }

    @Test
    void aQuietKeyIsHeardOfAfterAllThatHappensElsewhere() throws Exception {
        String top = fresh();
        v2().set(top + "/quiet", "0");
        CompletableFuture<EtcdResult> one = bare().async()
                .watch(V2Watch.of(top + "/quiet").fromIndex(v2().get(top).etcdIndex() + 1));
        try (Heard heard = Heard.of(V2Watch.of(top + "/quiet"), v2())) {
            write(top + "/busy", MANY);
            v2().set(top + "/quiet", "1");
            assertThat(heard.change().value()).contains("1");
            assertThat(Soon.of(one).value()).contains("1");
            write(top + "/busy", MANY);
            v2().set(top + "/quiet", "2");
            EtcdResult last = lastOf(heard, "2");
            assertThat(last.value()).contains("2");
        }
    }

    @Test
    void aListenerThatIsSlowMissesNoState() throws Exception {
        String top = fresh();
        CountDownLatch go = new CountDownLatch(1);
        List<V2Event> told = new ArrayList<>();
        long start = v2().set(top + "/first", "1").modifiedIndex();
        CompletableFuture<Long> ended = bare().eternalWatch(
                        V2Watch.of(top).recursive().fromIndex(start), (event, stop) -> {
                            assertThat(await(go)).isTrue();
                            told.add(event);
                            if (has(event, top + "/last")) {
                                stop.run();
                            }
                        });
        write(top, MANY);
        long last = v2().set(top + "/last", "1").modifiedIndex();
        go.countDown();
        assertThat(Soon.of(ended))
                .isEqualTo(told.get(told.size() - 1).nextIndex())
                .isGreaterThan(last);
        assertThat(told).extracting(V2Event::nextIndex).isSorted().doesNotHaveDuplicates();
        assertThat(has(told.get(0), top + "/first")).isTrue();
        assertThat(told.size() == MANY + 2 || told.stream().anyMatch(V2Event.Reread.class::isInstance))
                .as("either all %s events, or a word of what is missing; there are %s", MANY + 2, told.size())
                .isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static EtcdResult lastOf(Heard heard, String value) throws InterruptedException {
        while (true) {
            V2Event event = heard.event();
            if (event instanceof V2Event.Change change) {
                assertThat(change.result().value()).contains(value);
                return change.result();
            }
            V2Event.Reread reread = (V2Event.Reread) event;
            EtcdResult state = reread.state().orElseThrow();
            if (state.value().orElseThrow().equals(value)) {
                return state;
            }
        }
    }

    private static boolean has(V2Event event, String key) {
        return event instanceof V2Event.Change change
                ? change.result().key().equals(key)
                : ((V2Event.Reread) event)
                        .state().orElseThrow().leaves().stream()
                                .anyMatch(node -> node.key().equals(key));
    }
}
