package dev.tercet.conformance.faults.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The program behind {@code ./faults}: scenarios in turn, a line for each, and a table of all. */
public final class FaultsCommand {
    static final int CLEAN = 0;
    static final int VIOLATED = 1;
    static final int WRONG_USE = 2;

    private final Wanted wanted;
    private final long seed;
    private final PrintStream out;
    private final Table table = new Table();
    private boolean failed;

    private FaultsCommand(Wanted wanted, PrintStream out) {
        this.wanted = wanted;
        // Six digits are easily said again, and there is no end of them.
        this.seed = wanted.seed().orElseGet(() -> new SplittableRandom().nextLong(1_000_000));
        this.out = out;
    }

    /** Runs what the command line asks for, and ends the JVM with a status that says what came of it. */
    public static void main(String[] args) throws IOException {
        int status = run(List.of(args), System.out, System.err);
        System.out.flush();
        // What hangs, and is told as a violation, must not keep the process.
        System.exit(status);
    }

    static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
        if (args.contains("--help") || args.contains("-h")) {
            out.print(Usage.text());
            return CLEAN;
        }
        Wanted wanted;
        try {
            wanted = Wanted.of(args, Scenarios.names());
        } catch (IllegalArgumentException e) {
            err.println("faults: " + e.getMessage() + "; see ./faults --help");
            return WRONG_USE;
        }
        return new FaultsCommand(wanted, out).run();
    }

    private int run() throws IOException {
        List<Turn> turns = Turn.of(wanted);
        out.printf(
                Locale.ROOT,
                "seed %d, %d runs of about %d s each%n",
                seed,
                turns.size(),
                turns.get(0).time().toSeconds());
        out.printf(
                "on Java %s, %d processors, %s %s%n%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
        for (Turn turn : turns) {
            play(turn);
        }
        out.println();
        out.print(table.render());
        out.println("\nreports are in " + wanted.out());
        return failed ? VIOLATED : CLEAN;
    }

    private void play(Turn turn) throws IOException {
        Path folder = Files.createDirectories(wanted.out().resolve(turn.name()));
        out.printf("%-24s %s ... ", turn.name(), turn.scenario().says());
        out.flush();
        long start = System.nanoTime();
        Findings findings;
        try {
            Plan plan = new Plan(turn.seed(seed), turn.time(), turn.version().orElse("newest"), folder);
            findings = wanted.one().isPresent()
                    ? turn.scenario().again(wanted.one().get(), plan)
                    : turn.scenario().run(plan);
        } catch (Exception | Error e) {
            failed = true;
            table.addNotRun(turn);
            out.println("NOT RUN: " + e);
            try (PrintStream trace = new PrintStream(Files.newOutputStream(folder.resolve("not-run.txt")))) {
                e.printStackTrace(trace);
            }
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        table.add(turn, took, findings);
        tell(turn, findings);
        Files.writeString(folder.resolve("findings.txt"), text(turn, findings));
    }

    private void tell(Turn turn, Findings findings) {
        List<String> violations = findings.violations();
        String others = Table.others(findings);
        long undecided = findings.counts().getOrDefault("undecided", 0L);
        out.println((violations.isEmpty() ? "" : violations.size() + " VIOLATIONS ")
                + (undecided == 0 ? "" : undecided + " UNDECIDED ")
                + (violations.isEmpty() && undecided == 0 ? "clean " : "")
                + (others.isEmpty() ? "" : "(" + others + ")"));
        if (!violations.isEmpty() || undecided > 0) {
            // What could not be decided is as bad, until somebody has looked.
            failed = true;
            violations.stream().limit(10).forEach(each -> out.println("  ! " + each.replace("\n", "\n    ")));
            if (violations.size() > 10) {
                out.println("  ! and " + (violations.size() - 10) + " more, in findings.txt");
            }
            out.println("  again, as far as time allows: " + turn.again(seed));
        }
    }

    private String text(Turn turn, Findings findings) {
        String counts = findings.counts().entrySet().stream()
                .map((Map.Entry<String, Long> count) -> count.getKey() + ": " + count.getValue() + "\n")
                .collect(Collectors.joining());
        return turn.again(seed) + "\n\n" + counts + "violations: "
                + findings.violations().size() + "\n\n" + String.join("\n", findings.violations());
    }
}
