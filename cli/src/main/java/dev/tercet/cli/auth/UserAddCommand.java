package dev.tercet.cli.auth;

import dev.tercet.Auth;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet user add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {"Adds a user. Asks for the password unless one is given.", ""})
final class UserAddCommand implements Runnable {
    private final Cli cli;

    @Parameters(
            index = "0",
            paramLabel = "USER[:PASSWORD]",
            description = "Who. With one of the password options below it is the name alone, colons and all.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String who;

    @Option(
            names = "--interactive",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether to ask for the password at the terminal (true), or to read it as a line of standard"
                    + " input (false).")
    private boolean interactive;

    @Option(names = "--new-user-password", paramLabel = "PASSWORD", description = "The password.")
    private @Nullable String password;

    @Option(names = "--no-password", description = "No password: the user comes with a certificate of that name.")
    private boolean none;

    UserAddCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (none && password != null) {
            throw CommandException.wrongUsage("--no-password and --new-user-password exclude each other.");
        }
        int colon = none || password != null ? -1 : who.indexOf(':');
        String user = Names.checked("USER", colon < 0 ? who : who.substring(0, colon));
        String given = colon < 0 ? password : who.substring(colon + 1);
        if (given != null && given.isEmpty()) {
            throw CommandException.wrongUsage("the password is empty: --no-password adds a user without one.");
        }
        cli.cannotShow(Format.TABLE);
        String chosen = none || given != null ? given : Passwords.of(cli, user, interactive);
        Auth auth = cli.etcd().auth();
        Header header = chosen == null ? auth.addUserWithoutPassword(user) : auth.addUser(user, chosen);
        cli.show(new DoneReport(header, "User " + user + " created", Row.empty().with("user", user)));
    }
}
