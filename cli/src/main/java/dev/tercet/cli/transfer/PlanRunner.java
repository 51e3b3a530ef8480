package dev.tercet.cli.transfer;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.TxnLimits;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import java.util.Locale;

/** Carries a plan out, and says how far it came if it does not come to its end. */
final class PlanRunner {
    private final Cli cli;
    private final ImportOptions options;
    private final EtcdClient etcd;

    PlanRunner(Cli cli, ImportOptions options, EtcdClient etcd) {
        this.cli = cli;
        this.options = options;
        this.etcd = etcd;
    }

    /** Does it; ends the command unless all of it was done or left alone for a conflict. */
    ImportTally run(Plan plan) {
        int count = batches(plan).count();
        ImportTally tally = new ImportTally(count, plan.count());
        if (count > 1 && !options.isSilenced()) {
            cli.err()
                    .line(String.format(Locale.ROOT, "%,d changes in %,d transactions", plan.count(), count)
                            + ": each is done whole or not at all, all of them together are not.")
                    .flush();
        }
        ImportProgress progress = new ImportProgress(cli.err(), !options.isSilenced(), System.nanoTime());
        Runnable ended = cli.interrupts().lastly(() -> tell(tally));
        try {
            run(batches(plan), tally, progress);
        } catch (InterruptedException e) {
            cli.interrupts().interrupt("interrupt");
            Thread.currentThread().interrupt();
        } finally {
            ended.run();
            progress.clear();
        }
        judge(tally);
        return tally;
    }

    private void tell(ImportTally tally) {
        cli.err()
                .line("\ntercet: ended by a second signal. " + tally.textUnderWay())
                .flush();
    }

    private Batches batches(Plan plan) {
        return new Batches(plan.changes(), options.operations(), TxnLimits.BYTES);
    }

    private void run(Batches batches, ImportTally tally, ImportProgress progress) throws InterruptedException {
        // From here on Ctrl-C has to wait for what is under way.
        var asked = cli.interrupts().takeOver();
        BatchSender sender = new BatchSender(kv(), new NewLeases(etcd.async().leases()), options.comparing);
        new ImportRun(
                        sender::send,
                        new Pace(options.rate),
                        options.atOnce,
                        asked::isDone,
                        new ImportRun.Watchers(
                                now -> progress.show(now.handled(), now.changes(), System.nanoTime()), conflict -> {
                                    progress.clear();
                                    cli.err().line("conflict: " + conflict.text());
                                }))
                .run(batches, tally);
    }

    /** Once more does no harm where nothing is compared: it puts the same again. */
    private AsyncKv kv() {
        AsyncKv kv = etcd.async().kv();
        return options.comparing ? kv : kv.with(etcd.options().retryingWrites());
    }

    private static String hint(Throwable failure) {
        return failure instanceof EtcdException known && known.code() == ErrorCode.TOO_MANY_OPERATIONS
                ? " This server takes fewer: say how many with --max-txn-ops."
                : "";
    }

    private static Exit exit(Throwable failure) {
        if (failure instanceof CommandException known) {
            return known.exit();
        }
        return failure instanceof TransientEtcdException ? Exit.UNREACHABLE : Exit.FAILED;
    }

    private void judge(ImportTally tally) {
        Throwable failure = tally.failure().orElse(null);
        if (failure != null) {
            throw new CommandException(
                    exit(failure), Telling.of(failure) + "\n" + tally.text() + hint(failure), failure);
        }
        if (!tally.isComplete()) {
            throw cli.interrupts().ended("\n" + tally.text());
        }
        if (tally.conflicts() > 0) {
            cli.err()
                    .line("tercet: " + tally.conflicts()
                            + (tally.conflicts() == 1 ? " key was" : " keys were")
                            + " left alone: changed by somebody else since the comparison.");
        }
    }
}
