package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.maintenance.DowngradeAction;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet downgrade}. */
@Command(
        name = "downgrade",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Leads a cluster back to the minor version before: etcd 3.6 or later, 3.5 only checks.", ""})
public final class DowngradeCommand {
    private final Cli cli;

    DowngradeCommand(Cli cli) {
        this.cli = cli;
    }

    /** {@code tercet downgrade validate}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {"Checks whether it could be done.", ""})
    void validate(
            @Parameters(paramLabel = "VERSION", description = "The version to go to, such as 3.5.0.") String version) {
        act(DowngradeAction.VALIDATE, version);
    }

    /** {@code tercet downgrade enable}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {"Begins: from now on members of that version may be started.", ""})
    void enable(
            @Parameters(paramLabel = "VERSION", description = "The version to go to, such as 3.5.0.") String version) {
        act(DowngradeAction.ENABLE, version);
    }

    /** {@code tercet downgrade cancel}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {"Gives it up.", ""})
    void cancel() {
        act(DowngradeAction.CANCEL, "");
    }

    private void act(DowngradeAction action, String version) {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        cli.show(new Done(action, cli.etcd().maintenance().downgrade(action, version)));
    }

    private record Done(DowngradeAction action, String version) implements Report {
        private String word() {
            return action.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public void simple(Page page) {
            page.line("Downgrade " + word() + " success, cluster version " + version);
        }

        @Override
        public Object json(boolean hex) {
            return new Members().some("version", version).map();
        }

        @Override
        public List<Row> rows() {
            return List.of(Row.empty().with("action", word()).with("cluster_version", version));
        }
    }
}
