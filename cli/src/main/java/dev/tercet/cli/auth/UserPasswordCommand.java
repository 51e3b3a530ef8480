package dev.tercet.cli.auth;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet user passwd}. */
@Command(
        name = "passwd",
        mixinStandardHelpOptions = true,
        description = {"Gives a user another password, and asks for it.", ""})
final class UserPasswordCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "USER", description = "Whose.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String user;

    @Option(
            names = "--interactive",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether to ask for the password at the terminal (true), or to read it as a line of standard"
                    + " input (false).")
    private boolean interactive;

    UserPasswordCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        String password = Passwords.of(cli, user, interactive);
        Header header = cli.etcd().auth().changePassword(user, password);
        cli.show(new DoneReport(header, "Password updated", Row.empty().with("user", user)));
    }
}
