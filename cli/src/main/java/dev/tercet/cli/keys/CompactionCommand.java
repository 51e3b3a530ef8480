package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.AlikeReport;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Compaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet compaction}. */
@Command(
        name = "compaction",
        mixinStandardHelpOptions = true,
        description = {"Forgets the history before a revision.", ""})
public final class CompactionCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "REVISION", description = "The oldest revision that can still be read then.")
    private long revision;

    @Option(names = "--physical", description = "Wait until the old revisions are gone from the database.")
    private boolean physical;

    CompactionCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (revision < 0) {
            throw CommandException.wrongUsage("the revision is negative: " + revision + ".");
        }
        cli.etcd().kv().compact(new Compaction(revision, physical));
        cli.show(new AlikeReport("compacted revision " + revision, Row.empty().with("revision", revision)));
    }
}
