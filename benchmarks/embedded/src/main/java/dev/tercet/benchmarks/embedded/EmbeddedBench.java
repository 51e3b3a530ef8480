package dev.tercet.benchmarks.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Load;
import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import dev.tercet.benchmarks.Work;
import dev.tercet.benchmarks.driver.CommandLine;
import dev.tercet.benchmarks.driver.Machine;
import dev.tercet.benchmarks.driver.Report;
import dev.tercet.benchmarks.tercet.TercetClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Compaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Measures an {@link EmbeddedEtcd} through its direct front. Prints a table; asserts nothing about time.
 *
 * <p>Takes {@code --quick} for fewer and shorter rounds, and {@code --json FILE}.
 */
final class EmbeddedBench {
    /** Short enough that the history of so many puts fits into the heap. */
    private static final Duration WINDOW = Duration.ofMillis(500);

    private static final int THREADS = 8;

    private static final Row RANGE = new Row(Work.RANGE, 10_000);
    private static final List<Line> LINES = List.of(
            Line.of(Row.of(Work.PUT)),
            Line.of(Row.of(Work.GET)),
            Line.of(new Row(Work.PUT_THREADS, THREADS)),
            Line.of(new Row(Work.GET_THREADS, THREADS)),
            Line.of(new Row(Work.PUT_ASYNC, 64)),
            Line.of(new Row(Work.GET_ASYNC, 64)),
            Line.of(RANGE));

    private static final String USAGE = "usage: ./bench embedded [--quick] [--json FILE]";

    private final int warmUps;
    private final int rounds;
    private final Report report;

    private EmbeddedBench(int warmUps, int rounds, Report report) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.report = report;
    }

    public static void main(String[] args) throws Exception {
        CommandLine line;
        Optional<Path> json;
        try {
            line = CommandLine.of(List.of(args), Set.of("--quick"), Set.of("--json"));
            line.noWords();
            json = line.output("--json");
        } catch (IllegalArgumentException e) {
            CommandLine.refuse(e, USAGE);
            return;
        }
        boolean quick = line.has("--quick");
        Machine machine = Machine.here();
        System.out.println(machine.render());
        Report report = new Report(machine, "embedded");
        EmbeddedBench bench = quick ? new EmbeddedBench(1, 2, report) : new EmbeddedBench(5, 15, report);
        bench.calls();
        bench.others(quick);
        if (json.isPresent()) {
            report.write(json.get());
        }
    }

    private void calls() throws Exception {
        System.out.printf(Locale.ROOT, "%-34s %12s %12s %10s%n", "", "ops/s", "CPU us/op", "bytes/op");
        for (Line line : LINES) {
            try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                    EtcdClient keeper = etcd.client();
                    BenchClient client = new TercetClient(etcd.client())) {
                seed(client);
                List<Sample> samples = samples(line.load(), client, keeper);
                Sample median = samples.stream()
                        .sorted(Comparator.comparingDouble(Sample::opsPerSecond))
                        .toList()
                        .get(samples.size() / 2);
                System.out.printf(
                        Locale.ROOT,
                        "%-34s %,12.0f %12.2f %,10.0f%n",
                        line.title(),
                        median.opsPerSecond(),
                        median.cpuMicros(),
                        median.bytesPerOp());
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("opsPerSecond", figure(samples, Sample::opsPerSecond));
                figures.put("cpuMicros", figure(samples, Sample::cpuMicros));
                figures.put("bytes", figure(samples, Sample::bytesPerOp));
                report.add(line.title(), figures);
            }
        }
    }

    private static Map<String, Object> figure(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Report.figure(samples.stream().mapToDouble(figure).boxed().toList());
    }

    private void others(boolean quick) throws InterruptedException {
        Fanout fanout = Fanout.measure(Duration.ofSeconds(quick ? 3 : 10));
        fanout.print();
        report.add("watches-on-one-prefix", fanout.figures());
        Room room = Room.measure();
        room.print();
        report.add("small-keys", Map.of("keys", room.keys(), "bytes", room.bytes()));
        StartUp start = StartUp.measure(quick ? 20 : 100);
        start.print();
        report.add("start", Map.of("directNanos", start.direct(), "listeningNanos", start.listening()));
    }

    private record Line(String title, Load load) {
        static Line of(Row row) {
            return new Line(row.title(), Load.of(row));
        }
    }

    private List<Sample> samples(Load load, BenchClient client, EtcdClient keeper) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round < warmUps + rounds; round++) {
            Sample sample = load.run(client, WINDOW.dividedBy(4), WINDOW);
            // The first are the compiler's.
            if (round >= warmUps) {
                samples.add(sample);
            }
            compact(keeper);
        }
        return samples;
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
