package dev.tercet.cli.manual;

import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tercet man}. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the manual as a page for man: all commands with their options, on one page.",
            "",
            "tercet man > tercet.1 && man -l tercet.1",
            ""
        })
public final class ManCommand implements Runnable {
    private final Cli cli;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    ManCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.out().print(new ManPage(spec.root()).text());
    }
}
