package dev.tercet.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Endpoints that become more while they are used. */
class GrowthTest {
    private final FakeScheduler time = new FakeScheduler();
    private final ConcurrentLinkedQueue<Way> ways = new ConcurrentLinkedQueue<>();

    /** A way that nobody goes. */
    private static final class Way implements Transport {
        final Endpoint to;
        volatile boolean closed;

        Way(Endpoint to) {
            this.to = to;
        }

        @Override
        public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
            throw new AssertionError("nobody calls");
        }

        @Override
        public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
            throw new AssertionError("nobody calls");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Endpoint endpoint(int number) {
        return new Endpoint("http", "e" + number, 2379);
    }

    private Way way(Endpoint to) {
        Way way = new Way(to);
        ways.add(way);
        return way;
    }

    private Endpoints of(Candidate... candidates) {
        return new Endpoints(
                List.of(candidates),
                Stream.of(candidates)
                        .map(candidate -> (Transport) way(candidate.endpoint()))
                        .toList(),
                time);
    }

    private Endpoints of(int count) {
        return of(IntStream.range(0, count)
                .mapToObj(i -> Candidate.of(endpoint(i)))
                .toArray(Candidate[]::new));
    }

    private static Set<Integer> picked(Endpoints endpoints, int times) {
        Set<Integer> picked = new TreeSet<>();
        for (int i = 0; i < times; i++) {
            picked.add(endpoints.pick(0));
        }
        return picked;
    }

    @Test
    void oneMoreGetsItsTurns() {
        Endpoints endpoints = of(1);
        assertThat(picked(endpoints, 5)).containsExactly(0);

        assertThat(endpoints.add(endpoint(1), this::way)).isTrue();
        assertThat(endpoints.count()).isEqualTo(2);
        assertThat(endpoints.names()).containsExactly("http://e0:2379", "http://e1:2379");
        assertThat(endpoints.indexOf("e1")).isEqualTo(1);
        assertThat(picked(endpoints, 10)).containsExactly(0, 1);
    }

    @Test
    void oneThatIsThereAlreadyIsNotTakenTwice() {
        Endpoints endpoints = of(2);

        assertThat(endpoints.add(endpoint(1), this::way)).isFalse();
        assertThat(endpoints.count()).isEqualTo(2);
        assertThat(ways).hasSize(2);
    }

    @Test
    void thereIsPlaceForSixtyFour() {
        Endpoints endpoints = of(60);
        List<Boolean> taken = IntStream.range(60, 70)
                .mapToObj(i -> endpoints.add(endpoint(i), this::way))
                .toList();

        assertThat(taken).containsExactly(true, true, true, true, false, false, false, false, false, false);
        assertThat(picked(endpoints, 200)).hasSize(64);
        assertThat(ways).hasSize(64);
    }

    @Test
    void anAddedOneIsClosedLikeTheOthersAndNoneIsTakenAfterThat() {
        Endpoints endpoints = of(1);
        endpoints.add(endpoint(1), this::way);
        endpoints.close();

        assertThat(ways).hasSize(2).allMatch(way -> way.closed);
        assertThat(endpoints.add(endpoint(2), this::way)).isFalse();
        assertThat(ways).hasSize(2);
    }

    @Test
    void whatDnsPrefersStaysPreferred() {
        Endpoints endpoints = of(new Candidate(endpoint(0), 10, 5), new Candidate(endpoint(1), 20, 7));
        endpoints.add(endpoint(2), this::way);

        assertThat(picked(endpoints, 50)).containsExactly(0);
        endpoints.setAside(0, (index, outcome) -> {});
        assertThat(picked(endpoints, 50)).containsExactly(1, 2);
    }

    @Test
    void anAddedOneIsSetAsideAndComesBack() {
        Endpoints endpoints = of(1);
        endpoints.add(endpoint(1), this::way);
        List<Endpoints.Outcome> probes = new ArrayList<>();
        endpoints.setAside(1, (index, outcome) -> {
            assertThat(index).isEqualTo(1);
            probes.add(outcome);
        });

        assertThat(picked(endpoints, 10)).containsExactly(0);
        probes.get(0).answered(true);
        assertThat(picked(endpoints, 10)).containsExactly(0, 1);
    }

    @Test
    void manyMayAddAndPickAtOnce() throws Exception {
        int threads = 8;
        Endpoints endpoints = of(1);
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> added = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                added.add(pool.submit(() -> {
                    start.await();
                    int mine = 0;
                    for (int i = 0; i < 40; i++) {
                        // Each endpoint is offered by two of them.
                        mine += endpoints.add(endpoint(1 + (first / 2) * 40 + i), this::way) ? 1 : 0;
                        int index = endpoints.pick(0);
                        endpoints.setAside(index, (at, outcome) -> outcome.answered(true));
                        assertThat(((Way) endpoints.transport(index)).to).isEqualTo(endpoints.endpoint(index));
                    }
                    return mine;
                }));
            }
            int sum = 0;
            for (Future<Integer> mine : added) {
                sum += mine.get(30, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(63);
        } finally {
            pool.shutdownNow();
        }
        assertThat(endpoints.count()).isEqualTo(64);
        assertThat(Set.copyOf(endpoints.names())).hasSize(64);
        assertThat(picked(endpoints, 64)).hasSize(64);
        assertThat(ways).hasSize(64);
    }
}
