package dev.tercet.cli.auth;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tercet role revoke-permission}. */
@Command(
        name = "revoke-permission",
        mixinStandardHelpOptions = true,
        description = {"Takes a permission from a role: for the very range it was granted for.", ""})
final class RoleRevokeCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ROLE", description = "Which role.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String role;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key, or the first of a range.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Parameters(index = "2", arity = "0..1", paramLabel = "END", description = "The key after the last.")
    private @Nullable String end;

    @Mixin
    private RangeOptions options = new RangeOptions();

    RoleRevokeCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        KeyRange range = options.range(key, end);
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().auth().revokePermission(role, range);
        cli.show(new DoneReport(header, said(range), Row.empty().with("role", role)));
    }

    private String said(KeyRange range) {
        String keys = range.isSingleKey()
                ? "key " + key
                : "range [" + key + ", "
                        + (range.isUnbounded() ? "<open ended>" : range.end().utf8() + ")");
        return "Permission of " + keys + " is revoked from role " + role;
    }
}
