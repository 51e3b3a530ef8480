package dev.tercet.cli.look;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Question;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts back what a key was at a revision, which has to be in the store still: see 'tercet history KEY'.",
            "",
            "With --prefix it does so for all keys that begin with KEY, and deletes those that were not there then, unless"
                    + " --no-delete. Keys that are what they were are not touched. Nothing is overwritten that changes meanwhile. Up to"
                    + " a hundred keys are restored in one step; of more, the first hundred come first, and so on.",
            "",
            "It asks before it deletes, or changes more than one key; --yes does not ask.",
            ""
        })
public final class RestoreCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "KEY", description = "The key, or with --prefix what keys begin with.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Option(
            names = {"--rev", "--revision"},
            required = true,
            paramLabel = "REVISION",
            description = "The revision to go back to.")
    private long revision;

    @Option(names = "--prefix", description = "All keys that begin with KEY.")
    private boolean prefix;

    @Option(names = "--no-delete", description = "Leave keys that were not there then.")
    private boolean keeping;

    @Option(
            names = {"--dry-run", "-n"},
            description = "Show what would be done, and do nothing.")
    private boolean dryRun;

    @Option(
            names = {"--yes", "-y"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--full", description = "Long values whole; otherwise they are cut.")
    private boolean whole;

    RestoreCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (revision <= 0) {
            throw CommandException.wrongUsage("--rev is a number from 1 on.");
        }
        if (key.isEmpty() && !prefix) {
            throw CommandException.wrongUsage("the key is empty: for all keys add --prefix.");
        }
        KeyRange range = prefix ? KeyRange.prefix(Bytes.of(key)) : KeyRange.of(key);
        long now = cli.etcd().kv().get(Get.of(range).countOnly()).revision();
        if (revision > now) {
            throw CommandException.failed("revision " + revision + " is yet to come: the store is at " + now + ".");
        }
        Revisions.check(cli.etcd(), range, revision);
        Change change = count(range, now);
        if (change.all() == 0) {
            cli.err().line("nothing to restore: it is what it was at revision " + revision);
            return;
        }
        if (dryRun) {
            cli.out().flush();
            cli.err().line("this would " + change);
            return;
        }
        if (!yes && (change.all() > 1 || change.deletes > 0)) {
            confirm(change);
        }
        // The very same difference again: both sides are at a fixed revision.
        Differences again = between(range, now);
        Restoration restoration = new Restoration(cli.etcd(), cli.err(), cli.interrupts(), change.all());
        restoration.run(again, this::counts);
        cli.err().line("restored: " + change);
    }

    private void confirm(Change change) {
        if (!Question.isPossible(cli)) {
            throw CommandException.wrongUsage(
                    "this would " + change + ": say --yes to do it, or --dry-run to see it. Nothing was changed.");
        }
        Question.ask(cli, "This would " + change + ".");
    }

    /** Counts what there is to do; shows it, if that is all that is wanted. */
    private Change count(KeyRange range, long now) {
        long puts = 0;
        long deletes = 0;
        Listing listing = Listing.of(cli);
        DifferencePage page =
                new DifferencePage(cli.out(), cli.colours(), cli.settings().is(Setting.HEX, false), false, whole);
        Iterator<Difference> differences = between(range, now);
        while (differences.hasNext()) {
            Difference difference = differences.next();
            if (!counts(difference)) {
                continue;
            }
            if (difference.right() == null) {
                deletes++;
            } else {
                puts++;
            }
            if (dryRun) {
                listing.add(() -> difference.row(false), () -> page.print(difference));
            }
        }
        if (dryRun) {
            listing.end();
        }
        return new Change(puts, deletes);
    }

    private boolean counts(Difference difference) {
        return !keeping || difference.right() != null;
    }

    private Differences between(KeyRange range, long now) {
        return new Differences(at(range, now), 0, at(range, revision), 0, Bytes::equals);
    }

    private Iterator<KeyValue> at(KeyRange range, long when) {
        return cli.etcd().kv().scan(Get.of(range).atRevision(when)).iterator();
    }

    private record Change(long puts, long deletes) {
        long all() {
            return puts + deletes;
        }

        @Override
        public String toString() {
            String put = "put back " + keys(puts);
            return deletes == 0 ? put : puts == 0 ? "delete " + keys(deletes) : put + " and delete " + keys(deletes);
        }

        private static String keys(long count) {
            return count == 1 ? "1 key" : count + " keys";
        }
    }
}
