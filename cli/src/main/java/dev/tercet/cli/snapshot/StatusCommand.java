package dev.tercet.cli.snapshot;

import dev.tercet.cli.bolt.Broken;
import dev.tercet.cli.connect.UserPath;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet snapshot status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a snapshot, checks all of it, and shows: hash, revision, total keys, total size.",
            "",
            "Needs no server. A server's own file can be read too while the server does not run.",
            ""
        })
final class StatusCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "FILE", converter = UserPath.class, description = "The snapshot.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private Path file;

    StatusCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.format();
        if (Files.isDirectory(file)) {
            throw CommandException.badInput(file + " is a folder, and no snapshot");
        }
        try {
            cli.show(new SnapshotReport(SnapshotStatus.of(file)));
        } catch (Broken e) {
            throw new CommandException(Exit.BAD_INPUT, file + " " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new CommandException(Exit.FILE, "there is no file " + file, e);
        } catch (IOException | UncheckedIOException e) {
            throw CommandException.unreadable(file.toString(), e);
        }
    }
}
