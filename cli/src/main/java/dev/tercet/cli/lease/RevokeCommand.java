package dev.tercet.cli.lease;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet lease revoke}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {"Ends a lease now, and deletes its keys.", ""})
final class RevokeCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ID", description = "The lease, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String id;

    RevokeCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        long lease = Ids.parse("ID", id);
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().leases().revoke(lease);
        cli.show(new DoneReport(
                header,
                "lease " + Ids.lease(lease) + " revoked",
                Row.empty().with("lease", Long.toHexString(lease)).with("revision", header.revision())));
    }
}
