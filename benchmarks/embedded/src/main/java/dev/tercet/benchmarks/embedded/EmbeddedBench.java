package dev.tercet.benchmarks.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Load;
import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import dev.tercet.benchmarks.Work;
import dev.tercet.benchmarks.tercet.TercetClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Compaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Measures an {@link EmbeddedEtcd} through its direct front. Prints a table; asserts nothing about time.
 *
 * <p>Takes {@code --quick} for fewer and shorter rounds.
 */
final class EmbeddedBench {
    /** Short enough that the history of so many puts fits into the heap. */
    private static final Duration WINDOW = Duration.ofMillis(500);

    private static final int THREADS = 8;

    private static final Row RANGE = new Row(Work.RANGE, 10_000);
    private static final List<Line> LINES = List.of(
            Line.of(Row.of(Work.PUT)),
            Line.of(Row.of(Work.GET)),
            Line.together("put, %d threads", Row.of(Work.PUT)),
            Line.together("get, %d threads", Row.of(Work.GET)),
            Line.of(new Row(Work.PUT_ASYNC, 64)),
            Line.of(new Row(Work.GET_ASYNC, 64)),
            Line.of(RANGE));

    private final int warmUps;
    private final int rounds;

    private EmbeddedBench(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        EmbeddedBench bench = quick ? new EmbeddedBench(1, 2) : new EmbeddedBench(5, 15);
        bench.calls();
        Fanout.measure(Duration.ofSeconds(quick ? 3 : 10)).print();
        Room.measure().print();
        StartUp.measure(quick ? 20 : 100).print();
    }

    private void calls() throws Exception {
        System.out.printf(Locale.ROOT, "%-34s %12s %12s %10s%n", "", "ops/s", "CPU us/op", "bytes/op");
        for (Line line : LINES) {
            try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                    EtcdClient keeper = etcd.client();
                    BenchClient client = new TercetClient(etcd.client())) {
                seed(client);
                Sample median = median(line.load(), client, keeper);
                System.out.printf(
                        Locale.ROOT,
                        "%-34s %,12.0f %12.2f %,10.0f%n",
                        line.title(),
                        median.opsPerSecond(),
                        median.cpuMicros(),
                        median.bytesPerOp());
            }
        }
    }

    private record Line(String title, Load load) {
        static Line of(Row row) {
            return new Line(row.title(), Load.of(row));
        }

        static Line together(String title, Row row) {
            return new Line(String.format(Locale.ROOT, title, THREADS), new Together(Load.of(row), THREADS));
        }
    }

    private Sample median(Load load, BenchClient client, EtcdClient keeper) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round < warmUps + rounds; round++) {
            Sample sample = load.run(client, WINDOW.dividedBy(4), WINDOW);
            // The first are the compiler's.
            if (round >= warmUps) {
                samples.add(sample);
            }
            compact(keeper);
        }
        samples.sort(Comparator.comparingDouble(Sample::opsPerSecond));
        return samples.get(samples.size() / 2);
    }

    /** Forgets what was overwritten, as in any etcd that lives for long. */
    private static void compact(EtcdClient keeper) {
        long revision = keeper.kv().put("last", "").header().revision();
        keeper.kv().compact(Compaction.at(revision));
    }

    private static void seed(BenchClient client) throws Exception {
        byte[] value = Data.value();
        for (byte[] key : Data.keys()) {
            client.put(key, value);
        }
        for (byte[] key : Data.rangeKeys(RANGE.size())) {
            client.put(key, value);
        }
    }
}
