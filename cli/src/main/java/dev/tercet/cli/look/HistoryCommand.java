package dev.tercet.cli.look;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what a key was, the newest first: every version that is still in the store, and when it was deleted.",
            "",
            "'tercet restore KEY --rev N' puts back what it was at one of these revisions.",
            ""
        })
public final class HistoryCommand implements Runnable {
    private static final int MOST = 1000;
    private static final long ROOM = 64L << 20;

    private final Cli cli;

    @Parameters(paramLabel = "KEY", description = "The key.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The newest N; 0 for all. Default: " + MOST + ", and 64 MiB of values.")
    private @Nullable Integer limit;

    @Option(names = "--full", description = "Long values whole; otherwise they are cut.")
    private boolean whole;

    HistoryCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (key.isEmpty()) {
            throw CommandException.wrongUsage("the key is empty: etcd has no such key.");
        }
        if (limit != null && limit < 0) {
            throw CommandException.wrongUsage("--limit is not below zero.");
        }
        Bytes name = Bytes.of(key);
        // Whoever says how many wants as many.
        History history = limit == null
                ? new History(cli.etcd(), name, MOST, ROOM)
                : new History(cli.etcd(), name, limit, Long.MAX_VALUE);
        List<History.Version> versions = history.read();
        if (!versions.isEmpty()) {
            cli.show(new HistoryReport(name, versions, history.compacted(), whole));
            cli.out().flush();
        }
        say(history, versions);
    }

    private void say(History history, List<History.Version> versions) {
        if (history.isCut()) {
            cli.err().line("there are older versions: --limit 0 shows all");
        } else if (history.compacted() > 0) {
            cli.err()
                    .line((versions.isEmpty() ? "no such key, and no history of it: " : "")
                            + "what was before revision " + history.compacted() + " is compacted");
        } else if (versions.isEmpty()) {
            cli.err().line("no such key, and there never was one");
        }
    }
}
