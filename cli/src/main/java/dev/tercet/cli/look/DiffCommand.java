package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.OtherCluster;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.transfer.FileSide;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tercet diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows in which keys two sides differ: + the second side has it alone, - the first side has it alone, ~ the values"
                    + " differ.",
            "",
            "The first side is the keys of --prefix, now or at --rev. The second is another prefix, another revision, another"
                    + " cluster or a file. Both are read at one revision each and walked side by side, however many keys they have.",
            "",
            "What changed since then:     tercet diff --rev 4711",
            "Staging and production:      tercet diff --prefix /staging/ --to-prefix /production/",
            "Here and in the other place: tercet diff --prefix /app/ --to-endpoints http://other:2379",
            "What an import would change: tercet diff --file backup.json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:both sides are the same", "8:they differ"})
public final class DiffCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin with it. Default: all.")
    private String prefix = "";

    @Option(
            names = "--to-prefix",
            paramLabel = "PREFIX",
            description = "The second side's keys begin with this instead, and are compared by what follows it.")
    private @Nullable String toPrefix;

    @Option(names = "--rev", paramLabel = "REVISION", description = "The first side as it was at this revision.")
    private long revision;

    @Option(names = "--to-rev", paramLabel = "REVISION", description = "The second side as it was at this revision.")
    private long toRevision;

    @Option(
            names = "--to-endpoints",
            paramLabel = "URL[,URL]",
            hideParamSyntax = true,
            split = ",",
            description = "Compare with this cluster: host:port or a URL.")
    private List<String> endpoints = List.of();

    @Mixin
    private OtherCluster other = new OtherCluster("--to-", Setting.NAMESPACE);

    @Mixin
    private FileSide file = new FileSide();

    @Option(names = "--names-only", description = "Without values.")
    private boolean namesOnly;

    @Option(names = "--full", description = "Long values whole; otherwise they are cut.")
    private boolean whole;

    DiffCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        check();
        Listing listing = Listing.of(cli);
        if (file.isGiven()) {
            return compareFile(listing);
        }
        if (endpoints.isEmpty()) {
            return compare(cli.etcd(), listing);
        }
        try (EtcdClient there = other.connect(cli.settings(), endpoints)) {
            return compare(there, listing);
        }
    }

    private void check() {
        if (endpoints.isEmpty() && other.isGiven()) {
            throw CommandException.wrongUsage("what is said of another cluster needs --to-endpoints.");
        }
        file.check();
        if (revision < 0 || toRevision < 0) {
            throw CommandException.wrongUsage("a revision is not below zero.");
        }
        if (file.isGiven()) {
            if (!endpoints.isEmpty() || toRevision != 0) {
                throw CommandException.wrongUsage("--file goes with neither --to-endpoints nor --to-rev.");
            }
            return;
        }
        boolean samePlace = endpoints.isEmpty() && (toPrefix == null || toPrefix.equals(prefix));
        if (samePlace && revision == toRevision) {
            throw CommandException.wrongUsage(
                    "both sides are the same: name another by --rev, --to-rev, --to-prefix, --to-endpoints or --file.");
        }
    }

    private int compare(EtcdClient there, Listing listing) {
        Bytes keys = Bytes.of(prefix);
        Bytes toKeys = toPrefix == null ? keys : Bytes.of(toPrefix);
        Side.OfStore left = side(cli.etcd(), keys, revision);
        // Of one store at one time, unless something else was asked for.
        boolean sameTime = endpoints.isEmpty() && revision == 0 && toRevision == 0;
        Side right = side(there, toKeys, sameTime ? left.revision() : toRevision);
        return new Comparison(left, right, Bytes::equals).show(listing, page(), cli.err());
    }

    private int compareFile(Listing listing) {
        Bytes keys = Bytes.of(prefix);
        Bytes fileKeys = toPrefix == null ? keys : Bytes.of(toPrefix);
        try (FileSide.Content content = file.read(cli, fileKeys)) {
            Side right = new Side.OfFile(file.name(), content, fileKeys.length());
            return new Comparison(side(cli.etcd(), keys, revision), right, content::isSame)
                    .show(listing, page(), cli.err());
        }
    }

    private static Side.OfStore side(EtcdClient etcd, Bytes keys, long revision) {
        Revisions.check(etcd, KeyRange.prefix(keys), revision);
        return revision == 0 ? Side.OfStore.now(etcd, keys) : new Side.OfStore(etcd, keys, revision);
    }

    private DifferencePage page() {
        return new DifferencePage(cli.out(), cli.colours(), cli.settings().is(Setting.HEX, false), namesOnly, whole);
    }
}
