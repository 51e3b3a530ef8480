package dev.tercet.cli.look;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet tree}. */
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows keys as a tree, with the number of keys in each directory.",
            "",
            "etcd knows no directories: they are what keys have in common up to a separator. A directory's name ends with it,"
                    + " so that a key and a directory of the same name are two.",
            ""
        })
public final class TreeCommand implements Runnable {
    private final Cli cli;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only keys that begin with it. Default: all.")
    private String prefix = "";

    @Option(
            names = {"--depth", "-L"},
            paramLabel = "N",
            description = "Only so many levels; what is deeper is counted. Default: all.")
    private int depth = Integer.MAX_VALUE;

    @Option(names = "--values", description = "With values.")
    private boolean values;

    @Option(names = "--dirs-only", description = "Without keys.")
    private boolean directories;

    @Option(names = "--separator", paramLabel = "TEXT", description = "What ends a directory's name. Default: /.")
    private String separator = "/";

    @Option(names = "--rev", paramLabel = "REVISION", description = "As it was at this revision.")
    private long revision;

    @Option(names = "--ascii", description = "Draw with plain characters.")
    private boolean ascii;

    TreeCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Bytes end = Separators.of(separator);
        if (depth < 1) {
            throw CommandException.wrongUsage("--depth is a number from 1 on.");
        }
        if (revision < 0) {
            throw CommandException.wrongUsage("--rev is not below zero.");
        }
        Listing listing = Listing.of(cli);
        Bytes begin = Bytes.of(prefix);
        Revisions.check(cli.etcd(), KeyRange.prefix(begin), revision);
        Branch root = Branch.root(Separators.directory(begin, end));
        Get get = Get.prefix(begin).atRevision(revision);
        for (KeyValue kv : cli.etcd().kv().scan(values ? get : get.keysOnly())) {
            root.add(kv.key(), kv.value().length(), end, depth, !directories, values ? kv.value() : null);
        }
        if (listing.isSimple()) {
            new TreePage(cli.out(), cli.colours(), cli.settings().is(Setting.HEX, false), ascii).draw(root);
        } else {
            rows(listing, root, 0);
        }
        listing.end();
    }

    private void rows(Listing listing, Branch branch, int level) {
        listing.add(() -> row(branch, level), () -> {});
        branch.below().forEach(next -> rows(listing, next, level + 1));
    }

    private Row row(Branch branch, int level) {
        Row row = Row.empty()
                .with("path", branch.path())
                .with("depth", level)
                .with("type", branch.isLeaf() ? "key" : "directory")
                .with("keys", branch.keys());
        return values ? row.with("value", branch.value()) : row;
    }
}
