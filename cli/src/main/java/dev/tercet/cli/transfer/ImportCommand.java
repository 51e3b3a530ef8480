package dev.tercet.cli.transfer;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.UserPath;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.PatientInput;
import dev.tercet.cli.run.Question;
import dev.tercet.kv.Bytes;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tercet import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Utility to import external file to etcd database.",
            "",
            "The store becomes a mirror of the file: keys are put that are not there or have another value, and KEYS THAT THE"
                    + " FILE LACKS ARE DELETED. Before it deletes it asks at a terminal; elsewhere it needs --yes, or"
                    + " --no-delete to keep them. --prefix limits it to some keys of both sides. --dry-run shows what it"
                    + " would do.",
            "",
            "The whole file and the store are compared before anything is changed. What does not fit in one transaction goes"
                    + " in several, puts before deletes: each is done whole or not at all, all of them together are not."
                    + " One that was cut short is simply run again: it compares anew, and goes on from there.",
            ""
        })
public final class ImportCommand implements Callable<Integer> {
    /** How much memory the file and the difference may take, each; what is more goes into temporary files. */
    private static final long ROOM = 8L << 20;

    private final Cli cli;

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Mixin
    private ImportOptions options = new ImportOptions();

    ImportCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        options.check();
        InputFile input = options.file();
        if (!input.isStandardInput() && !Files.exists(input.path())) {
            // What the original says, and where.
            cli.out().line("Error: Input file " + input.name() + " does not exist.");
            return Exit.FAILED.code();
        }
        Repeated repeated = new Repeated();
        Intake intake = new Intake(options.prefix(), options.rewrites, options.leases, repeated);
        ImportProgress progress = new ImportProgress(cli.err(), !options.isSilenced(), System.nanoTime());
        try (Sorter file = new Sorter(ROOM);
                Plan plan = new Plan(ROOM, !options.noDelete)) {
            EtcdClient etcd = transfer.etcd(cli);
            // From here on, and not while a password is asked for, Ctrl-C does not end it without a word.
            cli.interrupts().takeOver();
            try {
                read(input, intake, file, progress);
                new ImportComparison(options, types(), count -> looked("comparing", count, progress))
                        .run(etcd.kv(), file, intake, plan);
                cli.interrupts().endUnchanged();
            } catch (CommandException e) {
                // Ctrl-C also cuts short what comes from another program.
                cli.interrupts().endUnchanged();
                throw e;
            } finally {
                progress.clear();
            }
            if (!options.isSilenced()) {
                repeated.warn(input.name(), cli.err());
            }
            return act(etcd, plan).code();
        }
    }

    private Types types() {
        return transfer.types(options.format);
    }

    private void read(InputFile input, Intake intake, Sorter into, ImportProgress progress) {
        InputStream stream = input.open(() -> new PatientInput(cli.in(), cli.interrupts()));
        try (EntryReader reader = EntryFiles.reader(options.format, types(), input.name(), stream)) {
            intake.read(reader, input.name(), into, count -> looked("reading", count, progress));
        }
    }

    private void looked(String doing, long count, ImportProgress progress) {
        cli.interrupts().endUnchanged();
        progress.count(doing, count, System.nanoTime());
    }

    private Exit act(EtcdClient etcd, Plan plan) {
        boolean shown = options.dryRun || options.verbosity() == Verbosity.VERBOSE;
        // Whether the difference can be written is known before anything is changed.
        DifferenceReport report = shown ? report(plan) : null;
        if (report != null) {
            report.check(plan);
        }
        if (!options.dryRun && !options.yes && plan.deletes().count() > 0) {
            confirm(plan.deletes().count());
        }
        if (report == null) {
            return carryOut(etcd, plan);
        }
        try (NewFile file = options.difference == null ? null : NewFile.at(UserPath.of(options.difference))) {
            if (options.dryRun) {
                print(report, plan, Set.of(), file);
                return Exit.OK;
            }
            return carryOut(etcd, plan, report, file);
        }
    }

    /** Nobody's keys go because they did not know that a file without them deletes them. */
    private void confirm(long deletes) {
        String what = deletes == 1 ? "1 key that the file lacks" : deletes + " keys that the file lacks";
        // Where the file is standard input, no answer can come from there.
        if (options.file().isStandardInput() || !Question.isPossible(cli)) {
            throw CommandException.failed("this would delete " + what + ", so nothing was changed."
                    + "\nSay --yes to delete, --no-delete to keep, or --dry-run to see.");
        }
        Question.ask(cli, "This deletes " + what + ".");
    }

    private Exit carryOut(EtcdClient etcd, Plan plan) {
        ImportTally tally = new PlanRunner(cli, options, etcd).run(plan);
        if (options.verbosity() == Verbosity.COMPACT) {
            cli.out().line(tally.updated() + " updated.").line(tally.deleted() + " deleted.");
        }
        return ended(tally);
    }

    private Exit carryOut(EtcdClient etcd, Plan plan, DifferenceReport report, @Nullable NewFile file) {
        ImportTally tally = new PlanRunner(cli, options, etcd).run(plan);
        try {
            print(report, plan, tally.leftAlone(), file);
            cli.out().flush();
        } catch (CommandException e) {
            throw new CommandException(
                    e.exit(),
                    e.getMessage() + "\nThe import itself is done: " + tally.updated() + " keys updated, "
                            + tally.deleted() + " deleted.",
                    e);
        }
        return ended(tally);
    }

    /** Somebody who sits there is told what it came to, unless that was printed, or nothing was to be said. */
    private Exit ended(ImportTally tally) {
        if (cli.err().isTerminal() && !options.isSilenced() && options.verbosity() != Verbosity.COMPACT) {
            cli.err().line(String.format(Locale.ROOT, "%,d updated, %,d deleted.", tally.updated(), tally.deleted()));
        }
        return tally.conflicts() == 0 ? Exit.OK : Exit.DIFFERENT;
    }

    private void print(DifferenceReport report, Plan plan, Set<Bytes> except, @Nullable NewFile file) {
        if (file != null) {
            report.print(plan, except, file.out());
            file.commit();
        } else {
            report.print(plan, except, cli.out());
            cli.out().line().line();
        }
    }

    private DifferenceReport report(Plan plan) {
        return options.format == FileFormat.NDJSON ? DifferenceReport.fitting(plan) : new DifferenceReport(types());
    }
}
