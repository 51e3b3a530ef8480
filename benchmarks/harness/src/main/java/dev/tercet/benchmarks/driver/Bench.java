package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program behind {@code ./bench}; runs in the root of the project. */
final class Bench {
    private final Options options;
    private final Path logs;
    private final Conditions conditions;
    private final Map<Contender, List<Long>> libraries = new LinkedHashMap<>();
    private final List<Run> runs = new ArrayList<>();

    /** Whether rows were left out for want of a disk. */
    private boolean refused;

    private Bench(Options options, Path logs) throws IOException, InterruptedException {
        this.options = options;
        this.logs = logs;
        conditions = Conditions.of(options);
        Path jars = Files.createDirectories(Path.of("benchmarks", "target", "jars"));
        for (Contender contender : options.contenders()) {
            libraries.put(contender, contender.libraries(jars).sizes());
        }
    }

    /** What the command line asks for, if there is all that it takes. */
    private static Options options(String... args) throws IOException, InterruptedException {
        Options options = Options.parse(args);
        options.profile().ifPresent(Recordings::make);
        if (options.real()) {
            // Also fetched or built now, if it must be, and not while the clients wait.
            EtcdProcess.folder(options.etcd());
        }
        return options;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(Usage.TEXT);
            return;
        }
        Options options;
        try {
            options = options(args);
        } catch (IllegalArgumentException e) {
            CommandLine.refuse(e, "see ./bench --help");
            return;
        }
        Path logs = Files.createDirectories(Path.of("benchmarks", "target", "logs"));
        System.exit(new Bench(options, logs).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        System.out.println(conditions.render());
        for (Map.Entry<Jdk, List<Row>> some : rowsByJdk().entrySet()) {
            on(some.getKey(), some.getValue());
        }
        return !refused && runs.stream().noneMatch(run -> run.results().failed());
    }

    /** Rows of virtual threads need a JDK that has them, and the others are to stay comparable with what was measured before. */
    private Map<Jdk, List<Row>> rowsByJdk() throws IOException {
        Map<Jdk, List<Row>> rows = new LinkedHashMap<>();
        Jdk newest = Jdk.newest();
        for (Row row : options.rows()) {
            Jdk jdk = options.jdk().orElse(row.isVirtual() ? newest : Jdk.current());
            rows.computeIfAbsent(jdk, some -> new ArrayList<>()).add(row);
        }
        return rows;
    }

    private void on(Jdk jdk, List<Row> rows) throws IOException, InterruptedException {
        try (Lineup lineup = Lineup.start(options.contenders(), logs, jdk, options.jvm())) {
            WarmUp warmUp = new WarmUp(options.timing().warmUpMillis());
            if (options.stub() && !rows.stream().allMatch(Row::needsEtcd)) {
                race(jdk, rows, new StubTarget(logs), lineup, warmUp);
            }
            if (options.real() && !rows.stream().allMatch(Row::needsDisk)) {
                race(jdk, rows, EtcdTarget.inMemory(options.etcd(), logs, options.isV2()), lineup, warmUp);
            }
            if (options.real() && rows.stream().anyMatch(Row::needsDisk)) {
                try {
                    race(jdk, rows, EtcdTarget.onDisk(options.etcd(), logs), lineup, warmUp);
                } catch (NoDiskException e) {
                    // Rows of another JDK may come after these.
                    refused = true;
                    System.err.println("bench: " + e.getMessage());
                }
            }
        }
    }

    private void race(Jdk jdk, List<Row> rows, Target server, Lineup lineup, WarmUp warmUp)
            throws IOException, InterruptedException {
        try (server) {
            Optional<Recordings> recordings = recordings(server, rows);
            Results results = new Race(options, rows, server, lineup, warmUp, recordings).run();
            Run run = new Run(
                    server.title(),
                    jdk.version().toString(),
                    rows.stream().filter(server::does).toList(),
                    options.contenders(),
                    options.base(),
                    results);
            runs.add(run);
            System.out.println(run.server() + ", clients on JDK " + run.jdk()
                    + (recordings.isPresent() ? ", while recorded: its speed and costs are not to be trusted" : "")
                    + "\n");
            System.out.println(new Table(run).render());
            System.out.println(new FootprintTable(run, libraries).render());
            System.out.print(new Growth(results).render(run.rows(), options.contenders()));
            if (recordings.isPresent()) {
                System.out.print(new ProfileTable(run, recordings.get()).render());
            }
        }
        // After each server, so that what ends the next one does not cost all.
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), new JsonReport(conditions, libraries).render(runs));
        }
        if (options.svg().isPresent()) {
            Files.writeString(options.svg().get(), new Plot(conditions, runs).render());
        }
    }

    private Optional<Recordings> recordings(Target server, List<Row> rows) throws IOException {
        return options.profile().isEmpty()
                ? Optional.empty()
                : Optional.of(Recordings.start(options.profile().get(), server.id(), rows, options.contenders()));
    }
}
