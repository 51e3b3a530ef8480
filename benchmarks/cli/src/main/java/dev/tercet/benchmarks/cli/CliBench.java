package dev.tercet.benchmarks.cli;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.driver.CommandLine;
import dev.tercet.benchmarks.driver.EtcdOnDisk;
import dev.tercet.benchmarks.driver.Machine;
import dev.tercet.benchmarks.driver.Report;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Exports and imports keys of a real etcd that waits for its disk with the command, in a heap of 64 MiB, and puts some one at a time to
 * compare with. Prints a table; asserts nothing about time, but that everything arrived.
 */
final class CliBench {
    private static final int QUICK = 20_000;
    private static final int USUAL = 100_000;
    private static final int FULL = 1_000_000;
    private static final int IN_A_TXN = 100;
    private static final int ONE_BY_ONE = 1_000;
    private static final String VALUE = "v".repeat(100);

    private static final String USAGE = "usage: ./bench cli [--quick | --full] [--json FILE]";

    private final int keys;
    private final String endpoint;
    private final EtcdClient etcd;
    private final Path folder;
    private final Report report;

    private CliBench(int keys, String endpoint, EtcdClient etcd, Path folder, Report report) {
        this.keys = keys;
        this.endpoint = endpoint;
        this.etcd = etcd;
        this.folder = folder;
        this.report = report;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        CommandLine line;
        try {
            line = CommandLine.of(List.of(args), Set.of("--quick", "--full"), Set.of("--json"));
            line.noWords();
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
            return;
        }
        int keys = line.has("--full") ? FULL : line.has("--quick") ? QUICK : USUAL;
        Machine machine = Machine.here();
        Path folder = Files.createTempDirectory("tercet-bench");
        try (EtcdOnDisk server = EtcdOnDisk.start("newest");
                EtcdClient etcd = EtcdClient.connect(server.endpoint())) {
            System.out.println(machine.render() + server.title() + "\n");
            Report report = new Report(machine, server.title());
            new CliBench(keys, server.endpoint(), etcd, folder, report).run();
            if (line.file("--json").isPresent()) {
                report.write(line.file("--json").get());
            }
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException {
        double alone = oneByOne();
        fill();
        String file = folder.resolve("keys.ndjson").toString();
        System.out.printf(Locale.ROOT, "%-34s %12s %10s %10s%n", keys + " keys", "keys/s", "seconds", "heap MiB");
        System.out.printf(Locale.ROOT, "%-34s %,12.0f%n", "put, one at a time", alone);
        report.add("put-one-at-a-time", Map.of("keys", ONE_BY_ONE, "keysPerSecond", alone));
        tell("export", command("export", "-f", "ndjson", "-o", file));
        etcd.kv().delete(Delete.prefix("bench/"));
        CommandRun imported = command("import", "-f", "ndjson", "--yes", file);
        tell("import", imported);
        long there = etcd.kv().get(Get.prefix("bench/").countOnly()).count();
        if (there != keys) {
            throw new IOException("of " + keys + " keys " + there + " arrived");
        }
        double gain = keys / imported.seconds() / alone;
        System.out.printf(Locale.ROOT, "%-34s %11.1fx%n", "import : one at a time", gain);
        report.add("import-to-one-at-a-time", Map.of("gain", gain));
        tell("import, nothing to do", command("import", "-f", "ndjson", "--yes", file));
    }

    /** In this JVM, warm, so that the comparison is not won by the start of another. */
    private double oneByOne() {
        long begun = 0;
        for (int i = 0; i < 2 * ONE_BY_ONE; i++) {
            if (i == ONE_BY_ONE) {
                begun = System.nanoTime();
            }
            etcd.kv().put("one/" + i, VALUE);
        }
        double rate = ONE_BY_ONE / ((System.nanoTime() - begun) / 1e9);
        etcd.kv().delete(Delete.prefix("one/"));
        return rate;
    }

    private void fill() {
        for (long from = 0; from < keys; from += IN_A_TXN) {
            List<Put> puts = LongStream.range(from, from + IN_A_TXN)
                    .mapToObj(each -> Put.of(String.format(Locale.ROOT, "bench/%08d", each), VALUE))
                    .toList();
            etcd.kv().txn(Txn.when(List.of()).then(puts));
        }
    }

    private CommandRun command(String name, String... more) throws IOException, InterruptedException {
        String[] words = new String[more.length + 5];
        words[0] = name;
        words[1] = "--endpoints";
        words[2] = endpoint;
        words[3] = "--prefix";
        words[4] = "bench/";
        System.arraycopy(more, 0, words, 5, more.length);
        return CommandRun.of(folder, words);
    }

    private void tell(String title, CommandRun run) {
        double rate = keys / run.seconds();
        System.out.printf(Locale.ROOT, "%-34s %,12.0f %10.2f %10d%n", title, rate, run.seconds(), run.peak());
        report.add(
                title.replaceAll("\\W+", "-"),
                Map.of("keys", keys, "keysPerSecond", rate, "seconds", run.seconds(), "heapMiB", run.peak()));
    }
}
