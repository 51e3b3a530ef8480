package dev.tercet.benchmarks.embedded;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Load;
import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import dev.tercet.benchmarks.tercet.TercetClient;
import dev.tercet.embedded.EmbeddedEtcd;
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
    private static final List<Row> ROWS = List.of(Row.PUT_1, Row.GET_1, Row.PUT_64, Row.GET_64, Row.RANGE);

    private final int rounds;
    private final Duration window;

    private EmbeddedBench(int rounds, Duration window) {
        this.rounds = rounds;
        this.window = window;
    }

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        EmbeddedBench bench = new EmbeddedBench(quick ? 2 : 5, Duration.ofMillis(quick ? 500 : 2000));
        bench.calls();
        Fanout.measure(Duration.ofSeconds(quick ? 3 : 10)).print();
        Room.measure().print();
        StartUp.measure(quick ? 20 : 100).print();
    }

    private void calls() throws Exception {
        System.out.printf(Locale.ROOT, "%-34s %12s %12s %10s%n", "", "ops/s", "CPU us/op", "bytes/op");
        for (Row row : ROWS) {
            try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                    BenchClient client = new TercetClient(etcd.client())) {
                seed(client);
                Sample median = median(Load.of(row), client);
                System.out.printf(
                        Locale.ROOT,
                        "%-34s %,12.0f %12.2f %,10.0f%n",
                        row.title(),
                        median.opsPerSecond(),
                        median.cpuMicros(),
                        median.bytesPerOp());
            }
        }
    }

    private Sample median(Load load, BenchClient client) throws Exception {
        List<Sample> samples = new ArrayList<>();
        // The first is for the compiler.
        load.run(client, Duration.ZERO, window);
        for (int round = 0; round < rounds; round++) {
            samples.add(load.run(client, window.dividedBy(4), window));
        }
        samples.sort(Comparator.comparingDouble(Sample::opsPerSecond));
        return samples.get(samples.size() / 2);
    }

    private static void seed(BenchClient client) throws Exception {
        byte[] value = Data.value();
        for (byte[] key : Data.keys()) {
            client.put(key, value);
        }
        for (byte[] key : Data.rangeKeys()) {
            client.put(key, value);
        }
    }
}
