package dev.tercet.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Endpoints of which one is gone to until it fails. */
class StayingTest {
    private static final int FIRST = 1;
    private static final int SECOND = 1 << 1;

    private final List<Endpoints.Outcome> probes = new ArrayList<>();

    private static Endpoints of(int count) {
        return new Endpoints(
                IntStream.range(0, count)
                        .mapToObj(i -> Candidate.of(endpoint(i)))
                        .toList(),
                IntStream.range(0, count).mapToObj(i -> way()).toList(),
                new FakeScheduler(),
                true);
    }

    private static Endpoint endpoint(int number) {
        return new Endpoint("http", "e" + number, 2379);
    }

    private static Transport way() {
        return new NoWay();
    }

    private void setAside(Endpoints endpoints, int index) {
        endpoints.setAside(index, (at, outcome) -> probes.add(outcome));
    }

    private static void assertStays(Endpoints endpoints, int index) {
        assertThat(IntStream.range(0, 20).map(i -> endpoints.pick(0)).distinct().toArray())
                .containsExactly(index);
    }

    @Test
    void everyCallGoesToTheSameOne() {
        assertStays(of(3), 0);
    }

    @Test
    void oneThatWasSetAsideIsLeftAndDoesNotPullBack() {
        Endpoints endpoints = of(3);
        assertStays(endpoints, 0);
        setAside(endpoints, 0);
        int next = endpoints.pick(0);
        assertThat(next).isNotZero();
        assertStays(endpoints, next);
        probes.get(0).answered(true);
        assertStays(endpoints, next);
        setAside(endpoints, next);
        int third = endpoints.pick(0);
        assertThat(third).isNotEqualTo(next);
        assertStays(endpoints, third);
    }

    @Test
    void oneThatACallHasTriedIsLeftByAll() {
        Endpoints endpoints = of(2);
        assertStays(endpoints, 0);
        assertThat(endpoints.pick(FIRST)).isEqualTo(1);
        assertStays(endpoints, 1);
        // Another call that was at the first finds the others gone already.
        assertThat(endpoints.pick(FIRST)).isEqualTo(1);
        assertStays(endpoints, 1);
        assertThat(endpoints.pick(SECOND)).isZero();
        assertStays(endpoints, 0);
    }

    @Test
    void whereNoneIsWellEachIsTried() {
        Endpoints endpoints = of(2);
        setAside(endpoints, 0);
        setAside(endpoints, 1);
        assertThat(endpoints.pick(FIRST)).isEqualTo(1);
        assertThat(endpoints.pick(SECOND)).isZero();
        probes.get(1).answered(true);
        assertStays(endpoints, 1);
    }

    @Test
    void oneMoreChangesNothing() {
        Endpoints endpoints = of(1);
        assertStays(endpoints, 0);
        assertThat(endpoints.add(endpoint(1), where -> way())).isTrue();
        assertStays(endpoints, 0);
        assertThat(endpoints.pick(FIRST)).isEqualTo(1);
        assertThat(endpoints.add(endpoint(2), where -> way())).isTrue();
        assertStays(endpoints, 1);
    }

    @Test
    void whoeverLeavesAtOnceGoesToTheSame() throws Exception {
        int threads = 8;
        int rounds = 200;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < rounds; round++) {
                Endpoints endpoints = of(5);
                setAside(endpoints, endpoints.pick(0));
                CyclicBarrier start = new CyclicBarrier(threads);
                Set<Integer> picked = new ConcurrentSkipListSet<>();
                List<Future<Boolean>> picks = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    picks.add(pool.submit(() -> {
                        start.await(30, TimeUnit.SECONDS);
                        return picked.add(endpoints.pick(FIRST));
                    }));
                }
                for (Future<Boolean> pick : picks) {
                    pick.get(30, TimeUnit.SECONDS);
                }
                assertThat(picked).hasSize(1).doesNotContain(0);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
