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

    private static final int SHOWN = 10;

    private final Wanted wanted;
    private final long seed;
    private final PrintStream out;
    private final Table table = new Table();
    private final Secrecy secrecy = Secrecy.ofThisJvm();
    private boolean failed;

    FaultsCommand(Wanted wanted, PrintStream out) {
        this.wanted = wanted;
        // Few digits are easily said again; some count on from there, and are not to meet those of the next run.
        this.seed = wanted.seed().orElseGet(() -> new SplittableRandom().nextLong(1_000_000_000));
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
        try {
            Files.createDirectories(wanted.out());
        } catch (IOException e) {
            // Told below: its message is a path that says nothing of why.
        }
        if (!Files.isDirectory(wanted.out()) || !Files.isWritable(wanted.out())) {
            err.println("faults: no reports can be written below " + wanted.out()
                    + ": it has to be a folder that may be made or written to");
            return WRONG_USE;
        }
        try {
            return new FaultsCommand(wanted, out).run(Turn.of(wanted));
        } catch (NoSuchCase e) {
            out.println();
            err.println("faults: no case " + wanted.one().orElseThrow() + ": " + e.getMessage());
            return WRONG_USE;
        }
    }

    int run(List<Turn> turns) throws IOException {
        out.printf(
                Locale.ROOT,
                "%s, %d %s of %d s or more%n",
                wanted.one().map(one -> "case " + one).orElse("seed " + seed),
                turns.size(),
                turns.size() == 1 ? "run" : "runs",
                turns.stream().mapToLong(turn -> turn.time().toSeconds()).min().orElseThrow());
        out.printf(
                "on Java %s, %d processors, %s %s%n%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
        for (Turn turn : turns) {
            Path folder = Files.createDirectories(wanted.out().resolve(turn.folder()));
            Leaves.clear(folder);
            play(turn, folder);
            List<String> told = secrecy.broken(folder);
            failed |= !told.isEmpty();
            told.forEach(each -> out.println("  ! " + each));
        }
        out.println();
        out.print(table.render());
        out.println("\nreports are in " + wanted.out());
        return failed ? VIOLATED : CLEAN;
    }

    private void play(Turn turn, Path folder) throws IOException {
        out.printf("%-24s %s ... ", turn.name(), turn.scenario().says());
        out.flush();
        long start = System.nanoTime();
        Findings findings;
        try {
            findings = turn.run(seed, folder);
        } catch (NoSuchCase e) {
            throw e;
        } catch (Exception | Error e) {
            failed = true;
            table.addNotRun(turn);
            out.println("NOT RUN: " + e);
            out.println("  again: " + turn.again(seed));
            Files.writeString(folder.resolve(Leaves.NOT_RUN), Trace.of(e));
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        table.add(turn, took, findings);
        tell(turn, findings);
        Files.writeString(folder.resolve(Leaves.FINDINGS), text(turn, findings));
    }

    private void tell(Turn turn, Findings findings) {
        List<String> violations = findings.violations();
        List<String> undecided = findings.undecided();
        String others = Table.others(findings);
        boolean idle = findings.counts().values().stream().noneMatch(count -> count > 0);
        out.println((violations.isEmpty() ? "" : violations.size() + " VIOLATIONS ")
                + (undecided.isEmpty() ? "" : undecided.size() + " UNDECIDED ")
                + (idle ? "NOTHING WAS DONE " : "")
                + (findings.isClean() ? "clean " : "")
                + (others.isEmpty() ? "" : "(" + others + ")"));
        if (!findings.isClean()) {
            // What could not be decided is as bad, until somebody has looked.
            failed = true;
            tell("!", violations);
            tell("?", undecided);
        }
        out.println("  again: " + turn.again(seed));
    }

    private void tell(String mark, List<String> all) {
        all.stream().limit(SHOWN).forEach(each -> out.println("  " + mark + " " + each.replace("\n", "\n    ")));
        if (all.size() > SHOWN) {
            out.println("  " + mark + " and " + (all.size() - SHOWN) + " more, in " + Leaves.FINDINGS);
        }
    }

    private String text(Turn turn, Findings findings) {
        String counts = findings.counts().entrySet().stream()
                .map((Map.Entry<String, Long> count) -> count.getKey() + ": " + count.getValue() + "\n")
                .collect(Collectors.joining());
        return turn.again(seed) + "\n\n" + counts + list("violations", findings.violations())
                + list("undecided", findings.undecided());
    }

    private static String list(String name, List<String> all) {
        return name + ": " + all.size() + "\n"
                + all.stream().map(each -> "\n" + each + "\n").collect(Collectors.joining());
    }
}
