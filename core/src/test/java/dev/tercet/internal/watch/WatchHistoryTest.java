package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens on the way, what is delivered is the store's history: nothing lost, nothing twice, nothing out of order,
 * revisions whole. Random runs against a model; a failure names the seed.
 */
class WatchHistoryTest {
    private static final int RUNS = 3000;
    private static final int STEPS = 120;
    private static final KeyRange A = KeyRange.prefix("a/");
    private static final KeyRange B = KeyRange.prefix("b/");
    private static final List<ErrorCode> CUTS =
            List.of(ErrorCode.UNAVAILABLE, ErrorCode.NO_LEADER, ErrorCode.UNKNOWN, ErrorCode.CANCELLED);

    @Test
    void whatIsDeliveredIsTheHistory() {
        long base = Long.getLong("tercet.seed", 20_261_121);
        for (int i = 0; i < RUNS; i++) {
            long seed = base + i;
            try {
                new Run(seed).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dtercet.seed=" + seed, e);
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final boolean lying;
        private final boolean compacting;
        private final ModelServer server;
        private final FakeScheduler scheduler = new FakeScheduler();
        private final WatchRequest request;
        private final WatchRunner watch;
        private final List<WatchSignal> taken = new ArrayList<>();
        private final long startedAt;

        Run(long seed) {
            random = new Random(seed);
            lying = random.nextBoolean();
            compacting = random.nextInt(3) == 0;
            server = new ModelServer(random, lying);
            for (int i = random.nextInt(10); i > 0; i--) {
                server.commit();
            }
            long start = random.nextBoolean() ? 0 : 1 + random.nextInt(15);
            WatchRequest wanted = WatchRequest.of(A).fromRevision(start).withBuffer(100 + random.nextInt(2000));
            wanted = random.nextBoolean() ? wanted.and(B) : wanted;
            wanted = random.nextInt(4) == 0 ? wanted.withoutFragments() : wanted;
            request = compacting ? wanted.resyncOnCompaction() : wanted;
            startedAt = start;
            watch = new WatchRunner(
                    new WatchContext(
                            server.calls, scheduler, Runnable::run, CallOptions.DEFAULT, Namespace.NONE, new Parcels()),
                    request);
        }

        void play() {
            watch.begin();
            for (int i = 0; i < STEPS; i++) {
                step();
                if (!compacting) {
                    // A revision too many, and a message that found nothing waiting.
                    assertThat(watch.buffer().room()).isGreaterThan(-1500 - server.heaviest());
                }
            }
            settle();
            watch.end(null);
            take(Integer.MAX_VALUE);
            check();
        }

        private void step() {
            List<FakeCalls.FakeStream> open = open();
            FakeCalls.@Nullable FakeStream one = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
            switch (random.nextInt(12)) {
                case 0, 1 -> server.commit();
                case 2 -> take(random.nextInt(4));
                case 3 -> scheduler.advance(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3000)));
                case 4 -> {
                    if (one != null) {
                        one.end(random.nextInt(4) == 0 ? null : failure());
                    }
                }
                case 5 -> {
                    watch.requestProgress();
                    open.forEach(server::answerProgress);
                }
                case 6 -> {
                    if (compacting && random.nextInt(3) == 0) {
                        server.compact();
                    } else if (server.hasRead()) {
                        server.answerRead(true);
                    }
                }
                default -> {
                    if (one != null) {
                        server.serve(one);
                    }
                }
            }
        }

        /** Lets the watch catch up with what there is. */
        private void settle() {
            for (int round = 0; round < 200; round++) {
                take(Integer.MAX_VALUE);
                scheduler.advance(TimeUnit.SECONDS.toNanos(3));
                while (server.hasRead()) {
                    server.answerRead(false);
                }
                open().forEach(server::serve);
            }
            take(Integer.MAX_VALUE);
        }

        private List<FakeCalls.FakeStream> open() {
            return server.calls.streams.stream()
                    .filter(FakeCalls.FakeStream::isOpen)
                    .toList();
        }

        private EtcdException failure() {
            return Samples.failure(CUTS.get(random.nextInt(CUTS.size())));
        }

        private void take(int atMost) {
            for (int i = 0; i < atMost; i++) {
                WatchSignal signal = watch.buffer().take();
                if (signal == null) {
                    return;
                }
                taken.add(signal);
            }
        }

        private void check() {
            assertThat(taken.get(0)).isInstanceOf(WatchSignal.Started.class);
            assertThat(taken.get(taken.size() - 1)).isEqualTo(new WatchSignal.Ended(null));
            assertThat(taken.stream().filter(WatchSignal.Started.class::isInstance))
                    .hasSize(1);
            boolean down = false;
            Map<KeyRange, Long> reached = new HashMap<>();
            for (KeyRange range : request.ranges()) {
                reached.put(range, first(range) - 1);
            }
            for (WatchSignal signal : taken) {
                if (signal instanceof WatchSignal.Interrupted) {
                    assertThat(down).isFalse();
                    down = true;
                } else if (signal instanceof WatchSignal.Resumed) {
                    assertThat(down).isTrue();
                    down = false;
                } else if (signal instanceof WatchSignal.Change it) {
                    Map.Entry<Long, List<WatchEvent>> next = nextOf(it.range(), reached.getOrDefault(it.range(), 0L));
                    assertThat(it.revision()).isEqualTo(next.getKey());
                    assertThat(it.events()).isEqualTo(next.getValue());
                    reached.put(it.range(), it.revision());
                } else if (signal instanceof WatchSignal.Resync it) {
                    assertThat(it.kvs()).isEqualTo(server.state(it.range(), it.revision()));
                    assertThat(it.revision()).isGreaterThanOrEqualTo(reached.getOrDefault(it.range(), 0L));
                    reached.put(it.range(), it.revision());
                } else if (signal instanceof WatchSignal.Progress it && !lying) {
                    reached.forEach((range, at) -> assertThat(
                                    server.history(range, at + 1).keySet())
                            .allMatch(later -> later > it.revision()));
                }
            }
            reached.forEach(
                    (range, at) -> assertThat(server.history(range, at + 1)).isEmpty());
            assertThat(down).isFalse();
        }

        private Map.Entry<Long, List<WatchEvent>> nextOf(KeyRange range, long after) {
            return server.history(range, after + 1).entrySet().iterator().next();
        }

        /** The first revision that a range owes: the caller's, or the one after the store's when the server had it. */
        private long first(KeyRange range) {
            return startedAt > 0 ? startedAt : server.firstOf(range);
        }
    }
}
