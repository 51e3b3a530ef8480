package dev.tercet.cli.shell;

import picocli.CommandLine.Command;

/** {@code exit}, in a shell. */
@Command(
        name = "exit",
        aliases = "quit",
        mixinStandardHelpOptions = true,
        description = {"Leaves the shell, as Ctrl-D does.", ""})
final class ExitCommand implements Runnable {
    private final Session session;

    ExitCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.leave();
    }
}
