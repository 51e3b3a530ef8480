package dev.tercet.cli.manual;

import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the script that makes your shell complete commands and options.",
            "",
            "bash:  source <(tercet completion bash)",
            "zsh:   source <(tercet completion zsh)",
            "fish:  tercet completion fish > ~/.config/fish/completions/tercet.fish",
            ""
        })
public final class CompletionCommand implements Runnable {
    /** Which shell. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    private final Cli cli;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private Shell shell;

    CompletionCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        CommandSpec top = spec.root();
        cli.out()
                .print(
                        switch (shell) {
                            // The script knows by itself which of the two it is in.
                            case bash, zsh -> BashScript.of(top);
                            case fish -> new FishScript(top).text();
                        });
    }
}
