package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
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
            throw CommandException.wrongUsage("--count-only needs -w fields or -w json.");
        }
        if (valuesOnly && format != Format.SIMPLE) {
            throw CommandException.wrongUsage("--print-value-only needs -w simple.");
        }
        cli.show(new GetReport(cli.etcd().kv().get(options.get()), valuesOnly));
    }
}
