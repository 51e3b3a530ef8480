package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.Alarms;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tercet alarm}. */
@Command(
        name = "alarm",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Shows and turns off alarms.", ""})
public final class AlarmCommand {
    private final Cli cli;

    AlarmCommand(Cli cli) {
        this.cli = cli;
    }

    /** {@code tercet alarm list}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {"Shows the alarms that are on.", ""})
    void list() {
        cli.show(new AlarmsReport(cli.etcd().maintenance().alarms()));
    }

    /** {@code tercet alarm disarm}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {"Turns all alarms off. Their causes are to be gone first.", ""})
    void disarm() {
        cli.cannotShow(Format.TABLE);
        List<Alarm> off = new ArrayList<>();
        for (Alarm alarm : cli.etcd().maintenance().alarms()) {
            cli.etcd().maintenance().disarm(alarm).forEach(off::add);
        }
        // As many answers as there were alarms have no header in common.
        cli.show(new AlarmsReport(new Alarms(Header.NONE, List.copyOf(off))));
    }
}
