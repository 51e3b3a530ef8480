package dev.tercet.cli.snapshot;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.connect.UserPath;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.FileTrouble;
import dev.tercet.cli.output.AlikeReport;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Waiting;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.maintenance.SnapshotSaved;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet snapshot save}. */
@Command(
        name = "save",
        mixinStandardHelpOptions = true,
        description = {
            "Saves a snapshot of one member's database, verified by its checksum.",
            "",
            "Until it is whole it has another name, and if it fails nothing of it is left. --command-timeout is about the"
                    + " pause between two parts (default 30s), not about the whole.",
            ""
        })
final class SaveCommand implements Runnable {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Cli cli;

    @Parameters(paramLabel = "FILE", converter = UserPath.class, description = "Where to.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private Path file;

    SaveCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        int members = cli.etcd().endpoints().size();
        if (members != 1) {
            throw CommandException.wrongUsage("snapshot must be requested to one selected node, not multiple "
                    + cli.etcd().endpoints());
        }
        // Before there is a file that a signal could leave behind.
        CompletableFuture<String> stop = cli.interrupts().takeOver();
        CompletableFuture<SnapshotSaved> saving = cli.etcd()
                .async()
                .maintenance()
                .with(cli.etcd()
                        .options()
                        .withTimeout(
                                cli.settings().time(Setting.COMMAND_TIMEOUT).orElse(PAUSE)))
                .snapshot(file);
        CompletableFuture.anyOf(saving, stop).handle((done, failure) -> done).join();
        // One that ended in this very instant is there.
        if (saving.cancel(true)) {
            throw new CommandException(
                    Exit.INTERRUPTED, "interrupted: no snapshot was saved, and " + file + " is as it was");
        }
        long bytes = await(saving).bytes();
        cli.show(new AlikeReport(
                "Snapshot saved at " + file,
                Row.empty().with("file", file.toString()).with("bytes", bytes)));
    }

    private SnapshotSaved await(CompletableFuture<SnapshotSaved> saving) {
        try {
            return Waiting.on(saving);
        } catch (ClientEtcdException e) {
            throw e.getCause() instanceof IOException why
                    ? new CommandException(
                            Exit.FILE,
                            "cannot write " + file + ": " + FileTrouble.reason(why, "there is no such folder") + ".",
                            e)
                    : e;
        }
    }
}
