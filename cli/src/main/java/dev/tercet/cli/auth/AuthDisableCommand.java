package dev.tercet.cli.auth;

import dev.tercet.cli.output.AlikeReport;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;

/** {@code tercet auth disable}. */
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = {"Turns authentication off: anybody may do anything. Users and roles stay.", ""})
final class AuthDisableCommand implements Runnable {
    private final Cli cli;

    AuthDisableCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.etcd().auth().disable();
        cli.show(new AlikeReport("Authentication Disabled", Row.empty().with("enabled", false)));
    }
}
