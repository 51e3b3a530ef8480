package dev.tercet.cli;

import dev.tercet.cli.run.Cli;
import dev.tercet.error.EtcdException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code tercet version}. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = {"Shows the version of this command, and that of the server if there is one.", ""})
final class VersionCommand implements Runnable {
    /** Nobody waits long to hear a version. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Cli cli;

    VersionCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        try {
            cli.show(new VersionReport(Version.text(), server()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> server() {
        try {
            return Optional.of(
                    cli.etcd().withTimeout(PATIENCE).maintenance().status().version());
        } catch (EtcdException e) {
            return Optional.empty();
        }
    }
}
