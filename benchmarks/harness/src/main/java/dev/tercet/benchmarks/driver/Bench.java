package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program behind {@code ./bench}; runs in the root of the project. */
final class Bench {
    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(options) ? 0 : 1);
    }

    private static boolean run(Options options) throws IOException, InterruptedException {
        Path logs = Files.createDirectories(Path.of("benchmarks", "target", "logs"));
        System.out.println(conditions(options));
        Map<Contender, Worker> workers = new LinkedHashMap<>();
        try {
            for (Contender contender : options.contenders()) {
                workers.put(contender, contender.start(logs));
            }
            boolean good = true;
            if (options.stub()) {
                good &= race(options, new StubTarget(logs), workers, options.warmUpMillis());
            }
            if (options.real()) {
                // By the second server all is compiled; what is left to warm up is the connection.
                long warmUp = options.stub() ? options.warmUpMillis() / 4 : options.warmUpMillis();
                good &= race(options, new EtcdTarget(options.etcd(), logs, options.isV2()), workers, warmUp);
            }
            return good;
        } finally {
            workers.values().forEach(Worker::close);
        }
    }

    private static boolean race(Options options, Target server, Map<Contender, Worker> workers, long warmUp)
            throws IOException, InterruptedException {
        try (server) {
            Results results = new Race(options, server, workers, warmUp).run();
            System.out.println(server.title() + "\n");
            System.out.println(new Table(results, options.base()).render(options.rows(), options.contenders()));
            return !results.failed();
        }
    }

    private static String conditions(Options options) throws IOException {
        List<String> versions = new ArrayList<>();
        for (Contender contender : options.contenders()) {
            versions.add(contender.version());
        }
        return String.format(
                """
                %d CPUs, %s %s, JDK %s
                %s
                medians of %d rounds of %d ms, after %d ms of warm-up per row; +- is half the range of the rounds
                CPU is the whole client process, with collector and compiler; for watches, an op is an event
                """,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.runtime.version"),
                String.join(", ", versions),
                options.rounds(),
                options.windowMillis(),
                options.warmUpMillis());
    }
}
