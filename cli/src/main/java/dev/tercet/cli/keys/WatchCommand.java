package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Ended;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tercet watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows changes as they happen, until it is told to end.",
            "",
            "It outlives connections and servers: it goes on where it was, and says so. A command behind -- is run for each event, which it"
                    + " finds in ETCD_WATCH_REVISION, ETCD_WATCH_EVENT_TYPE, ETCD_WATCH_KEY and ETCD_WATCH_VALUE, the last three in quotes;"
                    + " the watch ends with the first that fails.",
            "",
            "With -i it reads lines: watch with its words and options; progress, which asks the watches how far they are; cancel, which"
                    + " ends them. A command that fails is told, and its watch goes on.",
            ""
        })
public final class WatchCommand implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private WatchOptions options = new WatchOptions();

    @Option(
            names = {"-i", "--interactive"},
            description = "Read what to watch from standard input.")
    private boolean interactive;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    WatchCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (cli.format() == Format.TABLE) {
            throw CommandException.unsupported("table not supported as output format");
        }
        if (interactive) {
            new WatchDialogue(cli).run();
            return Exit.OK.code();
        }
        WatchPlan plan =
                WatchPlan.of(options, spec.root().commandLine().getParseResult().originalArgs(), cli.environment());
        WatchPrinter printer = new WatchPrinter(cli, plan);
        try (Watch watch = cli.etcd().watches().open(plan.request())) {
            cli.interrupts().takeOver().thenRun(watch::close);
            for (WatchSignal signal : watch) {
                printer.show(signal);
                if (signal instanceof Ended ended && ended.causeOrNull() != null) {
                    throw new CommandException(
                            Exit.INTERRUPTED, "the watch is canceled by the server", ended.causeOrNull());
                }
            }
        }
        return cli.interrupts().exitCode();
    }
}
