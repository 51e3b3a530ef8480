package dev.tercet.cli.look;

import dev.tercet.cli.connect.DurationConverter;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet top}. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what is going on, until Ctrl-C: puts and deletes per second, by directory and by key, the busiest first.",
            "",
            "At a terminal it is drawn anew each time; elsewhere it is a line each time. It is one watch, and so it sees"
                    + " writes, and not reads; the server sends it every value that is written.",
            ""
        })
public final class TopCommand implements Runnable {
    private static final Duration BLINK = Duration.ofMillis(200);
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K\n";
    private static final String END_OF_SCREEN = "\u001b[J";

    private final Cli cli;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only keys that begin with it. Default: all.")
    private String prefix = "";

    @Option(
            names = {"--depth", "-d"},
            paramLabel = "N",
            description = "So many levels of directories are told apart. Default: 1.")
    private int depth = 1;

    @Option(
            names = {"--interval", "-i"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How often. Default: 2s.")
    private Duration interval = Duration.ofSeconds(2);

    @Option(names = "--once", description = "Once, and end.")
    private boolean once;

    @Option(names = "--limit", paramLabel = "N", description = "How many directories and keys. Default: 8.")
    private int limit = 8;

    @Option(names = "--separator", paramLabel = "TEXT", description = "What ends a directory's name. Default: /.")
    private String separator = "/";

    private String state = "";

    TopCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Bytes end = Separators.of(separator);
        if (depth < 0 || limit < 1) {
            throw CommandException.wrongUsage("--depth is not below zero, and --limit is a number from 1 on.");
        }
        Bytes begin = Bytes.of(prefix);
        Bytes base = Separators.directory(begin, end);
        cli.interrupts().takeOver();
        Listing listing = Listing.of(cli);
        try (Watch watch = cli.etcd().watches().open(WatchRequest.prefix(begin))) {
            boolean drawing = listing.isSimple() && cli.out().isTerminal() && !once;
            if (drawing) {
                cli.out().print(ENTER).flush();
            }
            try {
                do {
                    Activity activity = new Activity(base, end, depth);
                    Duration time = collect(watch, activity);
                    if (!cli.interrupts().isInterrupted()) {
                        show(listing, drawing, new TopPage(activity, time, limit, isHex()));
                    }
                } while (!once && !cli.interrupts().isInterrupted());
                listing.end();
            } finally {
                // Whatever ends it: a terminal that stays without its cursor is of no use to anybody.
                if (drawing) {
                    cli.out().print(LEAVE).flush();
                }
            }
        }
    }

    private boolean isHex() {
        return cli.settings().is(Setting.HEX, false);
    }

    /** Takes what comes in one interval, or until Ctrl-C; answers how long that was. */
    private Duration collect(Watch watch, Activity into) {
        long start = System.nanoTime();
        long left = interval.toNanos();
        while (left > 0 && !cli.interrupts().isInterrupted()) {
            watch.poll(Duration.ofNanos(Math.min(left, BLINK.toNanos()))).ifPresent(signal -> take(signal, into));
            left = interval.toNanos() - (System.nanoTime() - start);
        }
        return Duration.ofNanos(Math.max(1, System.nanoTime() - start));
    }

    private void take(WatchSignal signal, Activity into) {
        if (signal instanceof WatchSignal.Change change) {
            change.events().forEach(into::add);
        } else if (signal instanceof WatchSignal.Interrupted cut) {
            state = "  no connection: " + Telling.of(cut.cause());
        } else if (signal instanceof WatchSignal.Resumed) {
            state = "";
        } else if (signal instanceof WatchSignal.Ended ended) {
            throw ended.cause()
                    .<RuntimeException>map(why -> why)
                    .orElseGet(() -> CommandException.failed("the watch ended"));
        }
    }

    private void show(Listing listing, boolean drawing, TopPage page) {
        Out out = cli.out();
        if (!listing.isSimple()) {
            page.rows().forEach(row -> listing.add(() -> row, () -> {}));
        } else if (drawing) {
            StringBuilder screen = new StringBuilder(HOME);
            page.screen(state, cli.colours(), ScreenSize.now(cli.environment()))
                    .forEach(line -> screen.append(line).append(END_OF_LINE));
            out.print(screen.append(END_OF_SCREEN).toString());
        } else {
            out.line(page.line() + state);
        }
        out.flush();
    }
}
