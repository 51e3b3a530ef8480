package dev.tercet.cli.auth;

import dev.tercet.Auth;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.AlikeReport;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.RejectedEtcdException;
import picocli.CommandLine.Command;

/** {@code tercet auth enable}. */
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = {
            "Turns authentication on: from then on everybody needs --user.",
            "",
            "There has to be a user root; the role root is made and given to that user if need be.",
            ""
        })
final class AuthEnableCommand implements Runnable {
    private static final String ROOT = "root";

    private final Cli cli;

    AuthEnableCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Auth auth = cli.etcd().auth();
        try {
            auth.enable();
        } catch (RejectedEtcdException e) {
            if (e.code() != ErrorCode.FAILED_PRECONDITION) {
                throw e;
            }
            prepare(auth);
            auth.enable();
        }
        cli.show(new AlikeReport("Authentication Enabled", Row.empty().with("enabled", true)));
    }

    private static void prepare(Auth auth) {
        if (!auth.users().names().contains(ROOT)) {
            throw CommandException.failed("there is no user root, and without one nobody could turn authentication off:"
                    + " tercet user add root");
        }
        if (!auth.roles().names().contains(ROOT)) {
            auth.addRole(ROOT);
        }
        auth.grantRole(ROOT, ROOT);
    }
}
