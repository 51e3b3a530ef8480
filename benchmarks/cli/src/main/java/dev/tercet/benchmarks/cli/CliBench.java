package dev.tercet.benchmarks.cli;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.driver.CannotBeginException;
import dev.tercet.benchmarks.driver.CommandLine;
import dev.tercet.benchmarks.driver.EtcdOnDisk;
import dev.tercet.benchmarks.driver.Machine;
import dev.tercet.benchmarks.driver.NoDiskException;
import dev.tercet.benchmarks.driver.Report;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Exports and imports keys of a real etcd that waits for its disk with the command, in a heap of 64 MiB and in several sizes, each ten
 * times the one before; and between them puts some one after another to compare with. Prints a table; asserts nothing about time, but
 * that everything arrived.
 */
final class CliBench {
    private static final List<Integer> QUICK = List.of(1_000, 10_000);
    private static final List<Integer> USUAL = List.of(1_000, 10_000, 100_000);
    private static final List<Integer> FULL = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final int ROUNDS = 3;
    private static final int IN_A_TXN = 100;
    private static final int IN_A_DELETE = 50_000;
    private static final int ONE_BY_ONE = 1_000;
    private static final String VALUE = "v".repeat(100);

    private static final String USAGE = "usage: ./bench cli [--quick | --full] [--json FILE]";

    private final String endpoint;
    private final EtcdClient etcd;
    private final Path folder;
    private final Figures figures = new Figures();

    private CliBench(String endpoint, EtcdClient etcd, Path folder) {
        this.endpoint = endpoint;
        this.etcd = etcd;
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        CommandLine line;
        Optional<Path> json;
        try {
            line = CommandLine.of(List.of(args), Set.of("--quick", "--full"), Set.of("--json"));
            line.noWords();
            json = line.output("--json");
        } catch (IllegalArgumentException e) {
            CommandLine.refuse(e, USAGE);
            return;
        }
        try {
            measure(line.has("--full") ? FULL : line.has("--quick") ? QUICK : USUAL, json);
        } catch (CannotBeginException e) {
            CommandLine.refuse(e, USAGE);
        } catch (NoDiskException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void measure(List<Integer> sizes, Optional<Path> json) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        Path folder = Files.createTempDirectory("tercet-bench");
        try (EtcdOnDisk server = EtcdOnDisk.start("newest");
                EtcdClient etcd = EtcdClient.connect(server.endpoint())) {
            System.out.println(machine.render() + server.title() + "\n");
            CliBench bench = new CliBench(server.endpoint(), etcd, folder);
            bench.run(sizes);
            System.out.print(bench.figures.render());
            if (json.isPresent()) {
                Report report = new Report(machine, server.title());
                bench.figures.addTo(report);
                report.write(json.get());
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

    private void run(List<Integer> sizes) throws IOException, InterruptedException {
        for (int keys : sizes) {
            fill(keys);
        }
        // This JVM warms up, and what the command reads of itself is in memory.
        oneByOne();
        command("export", sizes.get(0), "-f", "ndjson", "-o", file("unmeasured"));
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> order = new ArrayList<>(sizes);
            Collections.rotate(order, round);
            for (int keys : order) {
                round(keys, file(round + "-" + keys));
            }
        }
    }

    private void round(int keys, String file) throws IOException, InterruptedException {
        figures.add("export", keys, command("export", keys, "-f", "ndjson", "-o", file));
        empty(keys);
        // Just before the import, so that both meet the disk in the same mood.
        double alone = oneByOne();
        CommandRun imported = command("import", keys, "-f", "ndjson", "--yes", file);
        figures.add("import", keys, imported);
        figures.compare(keys, alone, keys / imported.seconds());
        long there = etcd.kv().get(Get.prefix(prefix(keys)).countOnly()).count();
        if (there != keys) {
            throw new IOException("of " + keys + " keys " + there + " arrived");
        }
        figures.add("import, nothing to do", keys, command("import", keys, "-f", "ndjson", "--yes", file));
        Files.delete(Path.of(file));
    }

    private String file(String name) {
        return folder.resolve(name + ".ndjson").toString();
    }

    private static String prefix(int keys) {
        return "bench/" + keys + "/";
    }

    /** How many a second, in this JVM, so that the comparison is not won by the start of another. */
    private double oneByOne() {
        long begun = System.nanoTime();
        for (int i = 0; i < ONE_BY_ONE; i++) {
            etcd.kv().put("one/" + i, VALUE);
        }
        double rate = ONE_BY_ONE / ((System.nanoTime() - begun) / 1e9);
        etcd.kv().delete(Delete.prefix("one/"));
        return rate;
    }

    private void fill(int keys) {
        for (long from = 0; from < keys; from += IN_A_TXN) {
            List<Put> puts = LongStream.range(from, from + IN_A_TXN)
                    .mapToObj(each -> Put.of(key(keys, each), VALUE))
                    .toList();
            etcd.kv().txn(Txn.when(List.of()).then(puts));
        }
    }

    /** In parts: etcd takes longer than its own patience to delete a million keys at once. */
    private void empty(int keys) {
        for (long from = 0; from < keys; from += IN_A_DELETE) {
            etcd.kv().delete(Delete.of(KeyRange.between(key(keys, from), key(keys, from + IN_A_DELETE))));
        }
    }

    private static String key(int keys, long number) {
        return prefix(keys) + String.format(Locale.ROOT, "%08d", number);
    }

    private CommandRun command(String name, int keys, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(name, "--endpoints", endpoint, "--prefix", prefix(keys)));
        Collections.addAll(words, more);
        return CommandRun.of(folder, words.toArray(String[]::new));
    }
}
