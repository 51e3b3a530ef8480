package dev.tercet.cli.transfer;

import dev.tercet.cli.connect.UserPath;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tercet export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Utility to dump etcd database to a file.",
            "",
            "All keys are read as they were at one revision, in pages. A file appears under its name when it is whole."
                    + " Only ndjson has all: any bytes, revisions, leases, and a checksum by which import knows that nothing is"
                    + " missing.",
            ""
        })
public final class ExportCommand implements Runnable {
    private final Cli cli;

    @Mixin
    private TransferOptions options = new TransferOptions();

    @Option(
            names = {"-f", "--output-format"},
            paramLabel = "FORMAT",
            description = "What the file looks like: ${COMPLETION-CANDIDATES}. Default: json.")
    private FileFormat format = FileFormat.JSON;

    @Option(
            names = {"-o", "--output-file"},
            paramLabel = "FILE",
            description = "Where to write it. Default: standard output.")
    private @Nullable String file;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin with it.")
    private String prefix = "";

    @Option(names = "--rev", paramLabel = "REVISION", description = "As they were at this revision.")
    private long revision;

    @Option(
            names = "--with-leases",
            description =
                    "Ask for every lease's remaining time to live, from which import can make it anew; with ndjson.")
    private boolean leases;

    ExportCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (leases && format != FileFormat.NDJSON) {
            throw CommandException.wrongUsage(
                    "--with-leases needs --output-format ndjson: " + format + " has no place for leases.");
        }
        if (revision < 0) {
            throw CommandException.wrongUsage("--rev is " + revision + ", and revisions begin with 1.");
        }
        Export export = new Export(cli, options.etcd(cli), prefix, revision, leases);
        if (file == null) {
            toStandardOutput(export);
        } else {
            // A file that is begun is removed when Ctrl-C ends it.
            cli.interrupts().takeOver();
            try (NewFile made = NewFile.at(UserPath.of(file))) {
                cli.interrupts().lastly(() -> abandon(made));
                export.run(writer(export, made.out()), "nothing was written to " + file);
                made.commit();
            }
        }
    }

    private void abandon(NewFile made) {
        if (made.discard()) {
            cli.err()
                    .line("tercet: ended by a second signal: nothing was written to " + file + ".")
                    .flush();
        }
    }

    private void toStandardOutput(Export export) {
        // What is drawn would stand among what is printed.
        export.run(
                writer(export, cli.out()),
                "what was printed is not the whole",
                !cli.out().isTerminal());
        // The originals print what they would write to a file, and end the line twice or once more.
        switch (format) {
            case JSON -> cli.out().print("\n\n");
            case CSV -> cli.out().line();
            default -> {}
        }
    }

    private EntryWriter writer(Export export, Out out) {
        return EntryFiles.writer(format, options.types(format), export.revision(), out);
    }
}
