package dev.tercet.cli.lease;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet lease grant}. */
@Command(
        name = "grant",
        mixinStandardHelpOptions = true,
        description = {"Grants a lease: keys that hang on it go when it ends.", ""})
final class GrantCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "TTL", description = "After how many seconds it ends unless renewed.")
    private long ttl;

    GrantCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (ttl <= 0) {
            throw CommandException.wrongUsage("TTL is " + ttl + ": a lease lives for one second or more.");
        }
        cli.cannotShow(Format.TABLE);
        cli.show(new GrantReport(cli.etcd().leases().grant(Duration.ofSeconds(ttl))));
    }
}
