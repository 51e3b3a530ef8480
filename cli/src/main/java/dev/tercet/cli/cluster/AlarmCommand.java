package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.Alarms;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tercet alarm}. */
@Command(
        name = "alarm",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Shows and turns off alarms.", ""})
public final class AlarmCommand implements Runnable {
    private final Cli cli;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    AlarmCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list or disarm.");
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
