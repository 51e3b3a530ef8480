package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The program behind {@code ./bench start}: each client makes its first put in a new JVM with default settings, against the stub server,
 * in turn; and the command reads a key. Runs in the root of the project.
 */
final class StartBench {
    private static final String USAGE = """
            usage: ./bench start [--rounds N | --quick] [--json FILE]

              --rounds N   how often each client is started (10)
              --quick      three times
              --json FILE  also writes every sample, the medians and what all ran on
            """;

    private static final List<Contender> ALL =
            List.of(Contender.BARE, Contender.BARE_OKHTTP, Contender.TERCET, Contender.ETCD_JAVA, Contender.JETCD);
    private static final Path COMMAND = Path.of("cli", "target", "dist", "bin", "tercet");

    private final int rounds;
    private final int port;
    private final Path logs;
    private final Map<Contender, List<FirstPut>> puts = new EnumMap<>(Contender.class);
    private final Map<Contender, Libraries> libraries = new EnumMap<>(Contender.class);
    private final List<Double> gets = new ArrayList<>();

    private StartBench(int rounds, int port, Path logs) {
        this.rounds = rounds;
        this.port = port;
        this.logs = logs;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        CommandLine line;
        int rounds;
        Optional<Path> json;
        try {
            line = CommandLine.of(List.of(args), Set.of("--quick"), Set.of("--rounds", "--json"));
            rounds = line.count("--rounds", line.has("--quick") ? 3 : 10);
            line.noWords();
            json = line.output("--json");
        } catch (IllegalArgumentException e) {
            CommandLine.refuse(e, "see ./bench start --help");
            return;
        }
        Machine machine = Machine.here();
        Path logs = Files.createDirectories(Path.of("benchmarks", "target", "logs"));
        try (StubTarget server = new StubTarget(logs)) {
            StartBench bench = new StartBench(rounds, server.port(), logs);
            bench.run();
            List<StartTable.Row> rows = bench.rows();
            System.out.print(new StartTable(machine, rows, bench.gets).render());
            if (json.isPresent()) {
                Report report = report(machine, server.title(), rows, bench.gets);
                // None are given: only what every JVM takes from the environment.
                report.on("jvmOptions", Conditions.jvmOptions(List.of(), System.getenv()));
                report.on("clients", JsonReport.byId(Conditions.versions(ALL)));
                report.write(json.get());
            }
        }
    }

    private String classPath(Contender contender) {
        return of(libraries, contender).classPath();
    }

    private void run() throws IOException, InterruptedException {
        // What is read from the disk for the first time, and the server, warm up in a round that does not count.
        Path jars = Files.createDirectories(logs.resolveSibling("jars"));
        for (Contender contender : ALL) {
            libraries.put(contender, contender.libraries(jars));
            FirstPut.of(contender, classPath(contender), port, logs);
            puts.put(contender, new ArrayList<>());
        }
        get();
        for (int round = 0; round < rounds; round++) {
            List<Contender> order = new ArrayList<>(ALL);
            Collections.rotate(order, round);
            for (Contender contender : order) {
                of(puts, contender).add(FirstPut.of(contender, classPath(contender), port, logs));
            }
            gets.add(get());
        }
    }

    private List<StartTable.Row> rows() throws IOException, InterruptedException {
        List<StartTable.Row> rows = new ArrayList<>();
        for (Contender contender : ALL) {
            rows.add(new StartTable.Row(
                    contender,
                    of(puts, contender),
                    FirstPut.classes(contender, classPath(contender), port, logs),
                    of(libraries, contender).sizes()));
        }
        return rows;
    }

    static Report report(Machine machine, String server, List<StartTable.Row> rows, List<Double> gets) {
        Report report = new Report(machine, server);
        for (StartTable.Row row : rows) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("client", row.contender().id());
            figures.put("wallSeconds", figure(row, FirstPut::wall));
            figures.put("clientSeconds", figure(row, FirstPut::client));
            figures.put("secondPutSeconds", figure(row, FirstPut::second));
            figures.put("cpuSeconds", figure(row, FirstPut::cpu));
            figures.put("residentBytes", figure(row, FirstPut::memory));
            figures.put("threads", figure(row, FirstPut::threads));
            figures.put("classes", row.classes());
            figures.put("libraries", JsonReport.sizes(row.libraries()));
            report.add("first-put", figures);
        }
        report.add("tercet-get", Map.of("client", "tercet-cli", "wallSeconds", Report.figure(gets)));
        return report;
    }

    private static Map<String, Object> figure(StartTable.Row row, ToDoubleFunction<FirstPut> figure) {
        return Report.figure(row.puts().stream().mapToDouble(figure).boxed().toList());
    }

    /** Seconds that the command takes for a get, as it is installed. */
    private double get() throws IOException, InterruptedException {
        Path said = logs.resolve("tercet-get.log");
        ProcessBuilder command = new ProcessBuilder(
                        COMMAND.toString(), "get", "--endpoints", "http://127.0.0.1:" + port, "some-key")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        command.environment()
                .putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "TERCET_CACHE", "cli/target/cache"));
        long begun = System.nanoTime();
        Process process = command.start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.format(Locale.ROOT, "%s get failed (see %s)", COMMAND, said));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static <T> T of(Map<Contender, T> all, Contender contender) {
        return Objects.requireNonNull(all.get(contender), "one for each");
    }
}
