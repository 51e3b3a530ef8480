package dev.tercet.cli.transfer;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.CompactedException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads all keys of a range at one revision, in pages, and hands them to a writer. */
final class Export {
    private final Cli cli;
    private final EtcdClient etcd;
    private final Get all;
    private final long revision;
    private final long count;
    private final @Nullable LeaseTimes leases;
    private final LongSupplier clock;

    /**
     * Finds out how many there are, and at which revision if none is named.
     *
     * @param leases whether what is left of leases is wanted too
     */
    Export(Cli cli, EtcdClient etcd, String prefix, long revision, boolean leases) {
        this(cli, etcd, prefix, revision, leases, System::nanoTime);
    }

    /** The same by another clock, in nanoseconds. */
    Export(Cli cli, EtcdClient etcd, String prefix, long revision, boolean leases, LongSupplier clock) {
        this.cli = cli;
        this.etcd = etcd;
        Get range = Get.of(prefix.isEmpty() ? KeyRange.ALL : KeyRange.prefix(prefix));
        GetResult found = etcd.kv().get(range.atRevision(revision).countOnly());
        this.revision = revision == 0 ? found.revision() : revision;
        this.count = found.count();
        this.all = range.atRevision(this.revision);
        this.leases = leases ? new LeaseTimes(etcd.leases()) : null;
        this.clock = clock;
    }

    /** The revision at which it reads. */
    long revision() {
        return revision;
    }

    /**
     * Does it.
     *
     * @param result what there is if it does not come to its end, for messages
     */
    void run(EntryWriter writer, String result) {
        run(writer, result, true);
    }

    /**
     * The same.
     *
     * @param shown whether how far it is may be drawn at a terminal
     */
    void run(EntryWriter writer, String result, boolean shown) {
        CompletableFuture<String> stop = cli.interrupts().takeOver();
        ImportProgress progress = new ImportProgress(cli.err(), shown, clock.getAsLong());
        long done = 0;
        try {
            for (KeyValue kv : etcd.kv().scan(all)) {
                if (stop.isDone()) {
                    throw new CommandException(
                            Exit.INTERRUPTED, "interrupted after " + done + " of " + count + " keys: " + result + ".");
                }
                writer.write(Entry.of(kv, leases == null ? null : leases.of(kv.lease())));
                progress.show(++done, count, clock.getAsLong());
            }
            writer.finish();
        } catch (CompactedException e) {
            throw new CommandException(
                    Exit.FAILED,
                    "revision " + revision + " was compacted after " + done + " of " + count + " keys were read: "
                            + result + ". Run it again, or keep history for longer.",
                    e);
        } finally {
            progress.clear();
        }
    }
}
