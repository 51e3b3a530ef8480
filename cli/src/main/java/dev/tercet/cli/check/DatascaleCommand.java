package dev.tercet.cli.check;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tercet check datascale}. */
@Command(
        name = "datascale",
        mixinStandardHelpOptions = true,
        description = {
            "Writes many keys, and says how much memory that costs the first endpoint's member. The member is asked for its"
                    + " metrics over http: of one that speaks TLS alone it cannot be said.",
            "",
            "Loads: s 10000 keys of 1 KiB, m 100000, l 1000000, xl 3000000, of 50, 200, 500 and 1000 at a time.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:PASS", "1:FAIL", "2:no such load", "3:there are keys with that prefix", "5:interrupted"})
final class DatascaleCommand implements Callable<Integer> {
    private static final int HALF = 512;
    private static final int MEGABYTE = 1 << 20;

    private final Cli cli;
    private final OptionalInt keys;

    @Mixin
    private CheckOptions options = new CheckOptions();

    DatascaleCommand(Cli cli) {
        this(cli, OptionalInt.empty());
    }

    /** With another number of keys than etcdctl's. */
    DatascaleCommand(Cli cli, OptionalInt keys) {
        this.cli = cli;
        this.keys = keys;
    }

    @Override
    public Integer call() {
        Size size = options.size();
        int count = keys.orElse(size.keys());
        Playground ground = new Playground(cli, options);
        double before = memory("before");
        cli.out()
                .line("Start data scale check for work load [" + count + " key-value pairs, " + 2 * HALF
                        + " bytes per key-value, " + size.clients() + " concurrent clients].")
                .flush();
        Full full = ground.under(HALF, HALF, puts -> new Full(puts.all(count), memory("after")));
        if (!Failed.told(full.times(), cli.out())) {
            return Exit.FAILED.code();
        }
        cli.out()
                .line(String.format(
                        Locale.ROOT,
                        "PASS: Approximate system memory used : %.2f MB.",
                        (full.memory() - before) / MEGABYTE));
        return Exit.OK.code();
    }

    /** What it took to write all of them, and what the member has then. */
    private record Full(Times times, double memory) {}

    private double memory(String when) {
        return Memory.of(cli)
                .orElseThrow(() -> CommandException.failed(
                        "FAIL: Could not read process_resident_memory_bytes " + when + " the put operations."));
    }
}
