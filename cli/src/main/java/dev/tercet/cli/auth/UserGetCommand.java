package dev.tercet.cli.auth;

import dev.tercet.Auth;
import dev.tercet.auth.UserRoles;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet user get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {"Shows the roles of a user.", ""})
final class UserGetCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "USER", description = "Who.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String user;

    @Option(names = "--detail", description = "And what these may do.")
    private boolean detail;

    UserGetCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (!detail) {
            cli.cannotShow(Format.FIELDS);
        }
        cli.cannotShow(Format.TABLE);
        Auth auth = cli.etcd().auth();
        UserRoles roles = auth.user(user);
        if (detail) {
            show(roles.roles().stream()
                    .map(role -> new RoleReport(role, auth.role(role)))
                    .toList());
        } else {
            cli.show(new UserReport(user, roles));
        }
    }

    private void show(List<RoleReport> roles) {
        if (cli.format() == Format.JSON) {
            // As etcdctl: a line of text, and one of JSON for each role.
            cli.out().line("User: " + user);
            roles.forEach(role -> {
                cli.out().line();
                cli.show(role);
            });
        } else {
            cli.show(new UserDetailReport(user, roles));
        }
    }
}
