package dev.tercet.cli.look;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet du}. */
@Command(
        name = "du",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what takes how much: bytes of keys and values, and the number of keys, of each directory, the largest"
                    + " first.",
            "",
            "Counted is what the keys are now. The database of a server also has their history until it is compacted, and"
                    + " freed pages until it is defragmented: see 'tercet endpoint status'.",
            ""
        })
public final class DuCommand implements Runnable {
    private final Cli cli;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only keys that begin with it. Default: all.")
    private String prefix = "";

    @Option(
            names = {"--depth", "-d"},
            paramLabel = "N",
            description = "So many levels of directories; 0 for the sum alone. Default: 1.")
    private int depth = 1;

    @Option(
            names = {"--all", "-a"},
            description = "Keys too, and not only directories.")
    private boolean keysToo;

    @Option(
            names = {"--bytes", "-b"},
            description = "Sizes in bytes, instead of kB, MB and so on.")
    private boolean exact;

    @Option(names = "--limit", paramLabel = "N", description = "The largest N; 0 for all.")
    private int limit;

    @Option(names = "--separator", paramLabel = "TEXT", description = "What ends a directory's name. Default: /.")
    private String separator = "/";

    @Option(names = "--rev", paramLabel = "REVISION", description = "As it was at this revision.")
    private long revision;

    DuCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Bytes end = Separators.of(separator);
        if (depth < 0 || limit < 0 || revision < 0) {
            throw CommandException.wrongUsage("--depth, --limit and --rev are not below zero.");
        }
        Listing listing = Listing.of(cli);
        Bytes begin = Bytes.of(prefix);
        Revisions.check(cli.etcd(), KeyRange.prefix(begin), revision);
        Branch root = Branch.root(Separators.directory(begin, end));
        for (KeyValue kv : cli.etcd().kv().scan(Get.prefix(begin).atRevision(revision))) {
            root.add(kv.key(), kv.value().length(), end, depth, keysToo, null);
        }
        List<Branch> all = root.bySize();
        List<Branch> shown = limit == 0 ? all : all.subList(0, Math.min(all.size(), limit));
        shown.forEach(each -> listing.add(() -> row(each), () -> print(each)));
        listing.end();
    }

    private void print(Branch branch) {
        String size = exact ? Long.toString(branch.bytes()) : GoText.size(branch.bytes());
        String name = branch.path().isEmpty()
                ? "(all keys)"
                : Shown.key(branch.path(), cli.settings().is(Setting.HEX, false));
        cli.out()
                .line(String.format(
                        Locale.ROOT,
                        "%12s  %9d %s  %s",
                        size,
                        branch.keys(),
                        branch.keys() == 1 ? "key " : "keys",
                        name));
    }

    private static Row row(Branch branch) {
        return Row.empty()
                .with("path", branch.path())
                .with("type", branch.isLeaf() ? "key" : "directory")
                .with("keys", branch.keys())
                .with("key_bytes", branch.keyBytes())
                .with("value_bytes", branch.valueBytes())
                .with("bytes", branch.bytes());
    }
}
