package dev.tercet.cli.keys;

import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.RowWriter;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resumed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a watch says, at once, and runs its command. Made for one thread at a time. */
final class WatchPrinter {
    private final Cli cli;
    private final WatchPlan plan;
    private final @Nullable RowWriter rows;
    private final Header server;

    WatchPrinter(Cli cli, WatchPlan plan) {
        this.cli = cli;
        this.plan = plan;
        Format format = cli.format();
        this.rows = format.isRows() ? RowWriter.of(format, cli.out()) : null;
        this.server = format == Format.JSON || format == Format.FIELDS ? header() : Header.NONE;
    }

    /** A watch does not tell which cluster it is of; any other reply does. */
    private Header header() {
        KeyRange first = KeyRange.of(plan.request().ranges().get(0).key());
        return cli.etcd().kv().get(Get.of(first).keysOnly().serializable()).header();
    }

    void show(WatchSignal signal) {
        if (signal instanceof Change change) {
            changed(change);
        } else if (signal instanceof Progress progress) {
            line("progress notify: " + progress.revision());
            report(progress.revision(), List.of(), 0, false);
        } else if (signal instanceof Interrupted interrupted) {
            // Nothing is lost by it, but who waits for events may wonder.
            cli.err()
                    .line("tercet: the watch is interrupted: "
                            + interrupted.cause().getMessage());
        } else if (signal instanceof Resumed resumed) {
            cli.err().line("tercet: the watch goes on, from revision " + resumed.revision() + "; nothing was missed");
        } else if (signal instanceof Ended ended) {
            ended.cause().ifPresent(this::ended);
        }
        cli.out().flush();
        cli.err().flush();
    }

    private void changed(Change change) {
        if (rows == null) {
            report(change.revision(), change.events(), 0, false);
        } else {
            boolean previous = plan.request().wantsPrevious();
            change.events().forEach(event -> rows.write(WatchReport.row(event, previous)));
        }
        if (!plan.command().isEmpty()) {
            cli.out().flush();
            for (WatchEvent event : change.events()) {
                if (!cli.interrupts().isInterrupted()) {
                    WatchAction.run(cli.interrupts(), plan.command(), change.revision(), event);
                }
            }
        }
    }

    private void ended(EtcdException cause) {
        cli.err().line("watch was canceled (" + Telling.of(cause) + ")");
        report(0, List.of(), cause instanceof CompactedException compacted ? compacted.compactRevision() : 0, true);
        if (rows != null) {
            rows.close();
        }
    }

    private void report(long revision, List<WatchEvent> events, long compacted, boolean canceled) {
        if (rows == null) {
            Header header = new Header(server.clusterId(), server.memberId(), revision, server.raftTerm());
            cli.show(new WatchReport(header, events, compacted, canceled));
        }
    }

    /** Among rows it would be none. */
    private void line(String text) {
        (rows == null ? cli.out() : cli.err()).line(text);
    }
}
