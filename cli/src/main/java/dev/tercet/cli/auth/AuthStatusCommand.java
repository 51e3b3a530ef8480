package dev.tercet.cli.auth;

import dev.tercet.auth.AuthStatus;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tercet auth status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {"Shows whether authentication is on.", ""})
final class AuthStatusCommand implements Runnable {
    private final Cli cli;

    AuthStatusCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.show(new StatusReport(cli.etcd().auth().status()));
    }

    private record StatusReport(AuthStatus status) implements Report {
        @Override
        public void simple(Page page) {
            page.line("Authentication Status: " + status.enabled());
            page.line("AuthRevision: " + status.revision());
        }

        @Override
        public Object json(boolean hex) {
            return Members.of(status.header())
                    .some("enabled", status.enabled())
                    .number("authRevision", status.revision())
                    .map();
        }

        @Override
        public List<Row> rows() {
            return List.of(Row.empty().with("enabled", status.enabled()).with("auth_revision", status.revision()));
        }
    }
}
