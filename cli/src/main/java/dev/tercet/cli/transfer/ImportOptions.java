package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.TxnLimits;
import dev.tercet.kv.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words and options of {@code import}. */
final class ImportOptions {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file to import, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String file;

    @Option(
            names = {"-f", "--input-format"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Types do not matter to ndjson. Default: json.")
    FileFormat format = FileFormat.JSON;

    @Option(
            names = {"-d", "--dry-run"},
            description = "Print the difference, and change nothing.")
    boolean dryRun;

    @Option(
            names = {"-o", "--dry-output"},
            paramLabel = "FILE",
            description = "Where the difference goes, also with --verbosity verbose. Default: standard output.")
    @Nullable
    String difference;

    @Option(
            names = "--verbosity",
            paramLabel = "HOW",
            description = "What to print when it is done: nothing (silent), how many keys (compact), or the difference"
                    + " (verbose). Default: silent, but for a line on standard error if it is several transactions, and at a terminal for"
                    + " one that says how many keys.")
    private @Nullable Verbosity verbosity;

    @Option(
            names = {"-y", "--yes"},
            description = "Delete keys that the file lacks without asking.")
    boolean yes;

    @Option(names = "--no-delete", description = "Keep them.")
    boolean noDelete;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only keys that begin with it, of the file and of the store.")
    private String prefix = "";

    @Option(
            names = "--rewrite",
            paramLabel = "OLD=NEW",
            converter = KeyRewrite.Converter.class,
            description = "Keys of the file that begin with OLD begin with NEW instead, before --prefix is applied."
                    + " Several times for several; the first that fits a key holds.")
    List<KeyRewrite> rewrites = List.of();

    @Option(
            names = "--with-leases",
            description =
                    "Hang keys on leases again: a new one for each in the file, with the time that was left when it"
                            + " was exported, and at least a second. Needs ndjson. Without it all keys become permanent, those too"
                            + " whose value is the same.")
    boolean leases;

    @Option(
            names = "--cas",
            description = "Leave keys alone that somebody changes between the comparison and the write, list them, and"
                    + " exit with 8.")
    boolean comparing;

    @Option(
            names = "--max-txn-ops",
            paramLabel = "N",
            defaultValue = "" + TxnLimits.OPERATIONS,
            description = "The most changes in a transaction; servers take " + TxnLimits.OPERATIONS
                    + " unless told otherwise."
                    + " Default: ${DEFAULT-VALUE}.")
    private int operations;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many transactions may be under way. Default: ${DEFAULT-VALUE}.")
    int atOnce;

    @Option(names = "--rate", paramLabel = "KEYS", description = "The most keys to change in a second.")
    long rate;

    void check() {
        if (operations < 1 || atOnce < 1 || rate < 0) {
            throw CommandException.wrongUsage(
                    "--max-txn-ops and --in-flight are at least 1, and --rate is not negative.");
        }
        if (leases && format != FileFormat.NDJSON) {
            throw CommandException.wrongUsage(
                    "--with-leases needs --input-format ndjson: " + format + " files have no leases in them.");
        }
    }

    Bytes prefix() {
        return Bytes.of(prefix);
    }

    /** The most changes in a transaction. At a rate no more than a second's worth, since they come at once. */
    int operations() {
        return rate == 0 ? operations : (int) Math.min(operations, rate);
    }

    Verbosity verbosity() {
        return verbosity == null ? Verbosity.SILENT : verbosity;
    }

    /** Whether somebody said that nothing is to be said: neither how far it is, nor that it is several transactions. */
    boolean isSilenced() {
        return verbosity == Verbosity.SILENT;
    }

    InputFile file() {
        return new InputFile(file);
    }
}
