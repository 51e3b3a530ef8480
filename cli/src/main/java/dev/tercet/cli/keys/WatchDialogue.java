package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.EtcdException;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Watches that come and go by lines of standard input. The lines are read on the caller's thread; what the watches say is shown on the
 * client's callback threads, one after another under a lock, so that events are not torn.
 */
final class WatchDialogue {
    private final Cli cli;
    private final List<Watch> watches = new ArrayList<>();
    private final ReentrantLock showing = new ReentrantLock();
    private volatile @Nullable CommandException gone;

    WatchDialogue(Cli cli) {
        this.cli = cli;
    }

    /** Goes on until the input ends, or a line of it comes that nobody could be shown anything of. */
    void run() {
        InputLines lines = new InputLines(cli.in());
        try {
            for (String line = lines.next(); line != null && gone == null; line = lines.next()) {
                take(line);
            }
        } finally {
            cancel();
        }
        CommandException failure = gone;
        if (failure != null) {
            throw failure;
        }
    }

    private void take(String line) {
        try {
            List<String> words = EtcdctlWords.of(line);
            switch (words.isEmpty() ? "" : words.get(0)) {
                case "watch" -> watch(words.subList(1, words.size()));
                case "progress" -> watches.forEach(Watch::requestProgress);
                case "cancel" -> cancel();
                default -> throw new IllegalArgumentException("watch, progress and cancel supported");
            }
        } catch (IllegalArgumentException | ParameterException | CommandException | EtcdException e) {
            cli.err()
                    .line("Invalid command " + line + " (" + e.getMessage() + ")")
                    .flush();
        }
    }

    private void watch(List<String> words) {
        WatchOptions options = new WatchOptions();
        new CommandLine(options).setExpandAtFiles(false).parseArgs(words.toArray(new String[0]));
        WatchPlan plan = WatchPlan.of(options, words, cli.environment());
        WatchPrinter printer = new WatchPrinter(cli, plan);
        watches.add(cli.etcd().watches().open(plan.request(), signal -> show(printer, signal)));
    }

    private void show(WatchPrinter printer, WatchSignal signal) {
        showing.lock();
        try {
            if (gone == null) {
                printer.show(signal);
            }
        } catch (CommandException e) {
            if (e.exit() == Exit.FILE) {
                // Standard output is gone, for all of them.
                gone = e;
                return;
            }
            // Of a command that failed; the other watches, and what is typed next, have nothing to do with it.
            cli.err().line("tercet: " + e.getMessage()).flush();
        } finally {
            showing.unlock();
        }
    }

    private void cancel() {
        watches.forEach(Watch::close);
        watches.clear();
    }
}
