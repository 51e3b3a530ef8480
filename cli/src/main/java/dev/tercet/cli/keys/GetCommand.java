package dev.tercet.cli.keys;

import dev.tercet.Scan;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.keys.GetReport.Shown;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.RowWriter;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.RevisionFilter;
import dev.tercet.kv.SortOrder;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tercet get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {"Shows a key, or a range of keys.", ""})
public final class GetCommand implements Runnable {
    private final Cli cli;

    @Mixin
    private GetOptions options = new GetOptions();

    @Option(names = "--print-value-only", description = "Values without their keys; with -w simple.")
    private boolean valuesOnly;

    GetCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Format format = cli.format();
        if (options.isCountOnly() && format == Format.SIMPLE) {
            throw CommandException.wrongUsage("--count-only needs -w fields, -w json or one of -o.");
        }
        if (valuesOnly && format != Format.SIMPLE) {
            throw CommandException.wrongUsage("--print-value-only needs -w simple.");
        }
        if (options.isOfNothing()) {
            // Such a range cannot be asked for. What is shown of the server is true all the same.
            Get first = options.first();
            Header header = cli.etcd().kv().get(first).header();
            cli.show(new GetReport(new GetResult(header, List.of(), false, 0), shown(first)));
            return;
        }
        Get get = options.get();
        if (isStreamed(get, format)) {
            stream(get, format);
        } else {
            cli.show(new GetReport(cli.etcd().kv().get(get), shown(get)));
        }
    }

    private Shown shown(Get get) {
        if (get.isCountOnly()) {
            return Shown.COUNT;
        }
        return get.isKeysOnly() ? Shown.KEYS : valuesOnly ? Shown.VALUES : Shown.ALL;
    }

    /** Whether it can be shown page by page, so that a range of any size takes no memory to speak of. */
    private static boolean isStreamed(Get get, Format format) {
        boolean inRows = format == Format.SIMPLE || format.isRows();
        return inRows
                && !get.range().isSingleKey()
                && !get.isCountOnly()
                && get.sortOrder() == SortOrder.NONE
                && get.filter().equals(RevisionFilter.NONE);
    }

    private void stream(Get get, Format format) {
        Scan scan = cli.etcd().kv().scan(get);
        if (format == Format.SIMPLE) {
            Page page = cli.page();
            scan.forEach(kv -> GetReport.simple(page, kv, valuesOnly));
            return;
        }
        RowWriter rows = RowWriter.of(format, cli.out());
        scan.forEach(kv -> rows.write(GetReport.row(kv, shown(get))));
        // Not after a failure: what is not whole gets no end.
        rows.close();
    }
}
