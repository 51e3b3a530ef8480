package dev.tercet.cli.look;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet find}. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds keys by what they are called, or by their values, and shows their names; with -o ndjson and its like, all of"
                    + " them.",
            "",
            "PATTERN is a glob for the whole key: * is anything, slashes included, ? one character, [a-z] and [!a-z] one of"
                    + " some, {a,b} one or the other, \\ takes the meaning from what follows. With none of these in it, it is found"
                    + " anywhere in a key. With --regexp it is a regular expression of Java, found anywhere in a key.",
            "",
            "Only what a pattern begins with narrows what is read: all else of --prefix is read and looked at here.",
            ""
        })
public final class FindCommand implements Runnable {
    private final Cli cli;

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "What keys look like. Default: any.")
    private @Nullable String pattern;

    @Option(names = "--regexp", description = "PATTERN is a regular expression.")
    private boolean regexp;

    @Option(names = "--value", paramLabel = "GLOB", description = "Only keys whose values fit this glob.")
    private @Nullable String value;

    @Option(
            names = "--value-regexp",
            paramLabel = "REGEXP",
            description = "Only keys with something in their values that fits this regular expression.")
    private @Nullable String valueRegexp;

    @Option(
            names = {"-i", "--ignore-case"},
            description = "Capitals are as good as small letters.")
    private boolean ignoringCase;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin with it.")
    private String prefix = "";

    @Option(names = "--rev", paramLabel = "REVISION", description = "As they were at this revision.")
    private long revision;

    @Option(names = "--limit", paramLabel = "N", description = "The first N; 0 for all.")
    private long limit;

    @Option(names = "--count", description = "Their number alone.")
    private boolean counting;

    FindCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (pattern == null && value == null && valueRegexp == null) {
            throw CommandException.wrongUsage("say what to find: a PATTERN for keys, --value or --value-regexp.");
        }
        if (value != null && valueRegexp != null) {
            throw CommandException.wrongUsage("--value and --value-regexp exclude each other.");
        }
        if (revision < 0 || limit < 0) {
            throw CommandException.wrongUsage("--rev and --limit are not below zero.");
        }
        Wanted keys = pattern == null
                ? Wanted.all()
                : regexp
                        ? Wanted.regexp("PATTERN", pattern, ignoringCase)
                        : Wanted.glob("PATTERN", pattern, ignoringCase);
        Listing listing = Listing.of(cli);
        find(listing, keys, values());
        listing.end();
    }

    private @Nullable Wanted values() {
        return value != null
                ? Wanted.glob("--value", value, ignoringCase)
                : valueRegexp != null ? Wanted.regexp("--value-regexp", valueRegexp, ignoringCase) : null;
    }

    private void find(Listing listing, Wanted keys, @Nullable Wanted values) {
        long found = 0;
        Page page = cli.page();
        for (Iterator<KeyValue> each = read(listing, keys, values != null); each.hasNext(); ) {
            KeyValue kv = each.next();
            if (!keys.has(kv.key()) || (values != null && !values.has(kv.value()))) {
                continue;
            }
            found++;
            if (!counting) {
                listing.add(() -> Row.of(kv), () -> page.line(kv.key()));
            }
            if (found == limit) {
                break;
            }
        }
        if (counting) {
            long count = found;
            listing.add(() -> Row.empty().with("count", count), () -> page.line(Long.toString(count)));
        }
    }

    /** What has to be looked at: all of the shorter prefix that the longer one leaves. */
    private Iterator<KeyValue> read(Listing listing, Wanted keys, boolean withValues) {
        String literal = keys.prefix();
        if (!literal.startsWith(prefix) && !prefix.startsWith(literal)) {
            // No key begins with both.
            return Collections.emptyIterator();
        }
        Get get = Get.prefix(Bytes.of(literal.length() > prefix.length() ? literal : prefix))
                .atRevision(revision);
        Revisions.check(cli.etcd(), get.range(), revision);
        boolean namesDo = !withValues && (counting || listing.isSimple());
        return cli.etcd().kv().scan(namesDo ? get.keysOnly() : get).iterator();
    }
}
