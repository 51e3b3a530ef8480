package dev.tercet.cli.shell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code use}, in a shell. */
@Command(
        name = "use",
        mixinStandardHelpOptions = true,
        description = {"Works below a prefix from now on, as with --namespace; without one, below none.", ""})
final class UseCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "PREFIX", arity = "0..1", description = "What to put before every key, and never show.")
    private String prefix = "";

    UseCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.use(prefix);
    }
}
