package dev.tercet.cli.auth;

import dev.tercet.auth.Permission;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tercet role grant-permission}. */
@Command(
        name = "grant-permission",
        mixinStandardHelpOptions = true,
        description = {"Lets a role read or write keys.", ""})
final class RoleGrantCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ROLE", description = "Which role.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String role;

    @Parameters(index = "1", paramLabel = "PERMISSION", description = "read, write or readwrite.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String permission;

    @Parameters(index = "2", paramLabel = "KEY", description = "The key, or the first of a range.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Parameters(index = "3", arity = "0..1", paramLabel = "END", description = "The key after the last.")
    private @Nullable String end;

    @Mixin
    private RangeOptions options = new RangeOptions();

    RoleGrantCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Permission.Type type = type();
        Permission all = new Permission(type, options.range(key, end));
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().auth().grantPermission(role, all);
        cli.show(new DoneReport(header, "Role " + role + " updated", Row.empty().with("role", role)));
    }

    private Permission.Type type() {
        return switch (permission.toLowerCase(Locale.ROOT)) {
            case "read" -> Permission.Type.READ;
            case "write" -> Permission.Type.WRITE;
            case "readwrite" -> Permission.Type.READ_WRITE;
            default ->
                throw CommandException.wrongUsage(
                        "PERMISSION is '" + permission + "': it is read, write or readwrite.");
        };
    }
}
