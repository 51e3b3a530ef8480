package dev.tercet.cli.mirror;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.DurationConverter;
import dev.tercet.cli.connect.OtherCluster;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.TxnLimits;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.mirror.ForeignKeys;
import dev.tercet.recipes.mirror.Mirror;
import dev.tercet.recipes.mirror.MirrorPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet mirror}. */
@Command(
        name = "mirror",
        aliases = "make-mirror",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies keys to another cluster and keeps the copy up to date, until Ctrl-C.",
            "",
            "It goes on by itself when either cluster is away. How far it is, it notes at the destination, under a key named"
                    + " tercet-mirror/ and the destination's prefix: started again, it goes on from there. Every revision of the"
                    + " source is applied in order and once. Leases are not copied.",
            "",
            "Other keys at the destination's prefix: it refuses to begin if there are any (--foreign refuse), deletes them"
                    + " (delete), or leaves them (keep, as etcdctl does, which takes a second key for each).",
            "",
            "Every 30 s it prints how many keys were written and deleted at the destination since it began, a number alone, and"
                    + " says on standard error what it waits for, if anything. How far it came it says when it ends.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C, or with --once both sides are the same",
            "1:it cannot go on",
            "8:they differ"
        })
public final class MirrorCommand implements Callable<Integer> {
    /** What the destination's options begin with. */
    static final String OTHER = "--dest-";

    private final Cli cli;

    @Parameters(
            paramLabel = "DESTINATION",
            hideParamSyntax = true,
            split = ",",
            arity = "1",
            description = "Where the copy is: host:port or a URL, several with commas.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private List<String> endpoints;

    /** Where keys go there, --dest-prefix says. */
    @Mixin
    private OtherCluster destination = new OtherCluster(OTHER);

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin with it. Default: all.")
    private String prefix = "";

    @Option(
            names = "--dest-prefix",
            paramLabel = "PREFIX",
            description = "At the destination they begin with this instead. Default: the same.")
    private @Nullable String toPrefix;

    @Option(names = "--no-dest-prefix", description = "At the destination they are without it.")
    private boolean withoutPrefix;

    @Option(names = "--foreign", paramLabel = "WHAT", description = "Other keys there: refuse, delete or keep.")
    private String foreign = "refuse";

    @Option(names = "--checkpoint", paramLabel = "KEY", description = "The key there which says how far it is.")
    private @Nullable String checkpoint;

    @Option(names = "--once", description = "Copy what is there now, compare both sides, and end.")
    private boolean once;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How often to say how far it is. Default: 30s, and 1s at a terminal.")
    private @Nullable Duration interval;

    @Option(
            names = "--rev",
            paramLabel = "REVISION",
            description = "Of etcdctl; refused, since there is the checkpoint.",
            hidden = true)
    private long revision;

    @Option(
            names = "--max-txn-ops",
            paramLabel = "N",
            description = "Of etcdctl; refused if it is less than what a server takes.",
            hidden = true)
    private int mostOperations = TxnLimits.OPERATIONS;

    MirrorCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        check();
        MirrorPlan plan = plan();
        try (EtcdClient to = destination.connect(cli.settings(), endpoints);
                Mirror mirror = start(to, plan)) {
            Progress progress = new Progress(cli, mirror, interval);
            return once ? progress.once() : progress.untilEnd();
        }
    }

    private void check() {
        if (toPrefix != null && withoutPrefix) {
            throw CommandException.wrongUsage("--dest-prefix and --no-dest-prefix exclude each other.");
        }
        if (revision != 0) {
            throw CommandException.unsupported(
                    "--rev: a mirror goes on from its checkpoint, or else begins with all there is now.");
        }
        if (mostOperations < TxnLimits.OPERATIONS) {
            throw CommandException.unsupported("--max-txn-ops: a mirror's transactions have up to "
                    + TxnLimits.OPERATIONS + " operations; raise --max-txn-ops at the destination's servers.");
        }
    }

    private MirrorPlan plan() {
        MirrorPlan plan = MirrorPlan.of(prefix).withForeignKeys(foreignKeys());
        if (toPrefix != null || withoutPrefix) {
            plan = plan.to(toPrefix == null ? "" : toPrefix);
        }
        try {
            return checkpoint == null ? plan : plan.withCheckpoint(checkpoint);
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongUsage("--" + e.getMessage() + ".");
        }
    }

    private ForeignKeys foreignKeys() {
        return switch (foreign) {
            case "refuse" -> ForeignKeys.REFUSE;
            case "delete" -> ForeignKeys.DELETE;
            case "keep" -> ForeignKeys.KEEP;
            default -> throw CommandException.wrongUsage("--foreign is refuse, delete or keep.");
        };
    }

    private Mirror start(EtcdClient to, MirrorPlan plan) {
        try {
            return Recipes.of(cli.etcd()).mirror(to, plan);
        } catch (IllegalArgumentException e) {
            throw new CommandException(Exit.WRONG_USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
