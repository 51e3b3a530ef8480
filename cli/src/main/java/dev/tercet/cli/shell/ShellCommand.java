package dev.tercet.cli.shell;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.CommandLines;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tercet shell}. */
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        description = {
            "Runs commands line by line, with one client for all of them.",
            "",
            "At a terminal, Tab completes commands, options and keys; Ctrl-C ends the command that runs, Ctrl-D the shell. Words are"
                    + " quoted as in txn: 'as it is', \"with\\tescapes\". 'use PREFIX' works below a prefix from then on. Lines are"
                    + " remembered in ~/.local/state/tercet/history, except those with passwords.",
            "",
            "Otherwise it runs the lines of standard input, '#' begins a comment, and stops at the first that fails, with its exit"
                    + " code.",
            ""
        })
public final class ShellCommand implements Callable<Integer> {
    private final Cli cli;
    private final CommandLines commands;

    @Option(
            names = "--keep-going",
            description = "Without a terminal: go on after a line that failed. The exit code is that of the last.")
    private boolean goesOn;

    ShellCommand(Cli cli, CommandLines commands) {
        this.cli = cli;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        // What is wrong with the settings is told now, not by every line.
        cli.etcd();
        Session session = new Session(cli, commands);
        if (!cli.streams().asked() || !cli.out().isTerminal()) {
            return new Script(cli, session, goesOn).run();
        }
        try (Terminal terminal = terminal()) {
            new Conversation(cli, session, terminal).run();
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot use the terminal: " + e.getMessage(), e);
        }
        return Exit.OK.code();
    }

    /** By way of stty, which every system has that has terminals: native libraries would make newer Javas warn. */
    private static Terminal terminal() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .exec(true)
                .dumb(true)
                .jni(false)
                .ffm(false)
                // Else it asks the terminal what it can, and takes an answer that comes late for something typed.
                .graphemeCluster(false)
                .nativeSignals(true)
                .build();
    }
}
