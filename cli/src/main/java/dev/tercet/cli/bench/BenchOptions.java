package dev.tercet.cli.bench;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.TxnLimits;
import dev.tercet.kv.Bytes;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much work, how large and how fast. */
final class BenchOptions {
    @Option(names = "--total", paramLabel = "N", description = "How many calls (default 10000).")
    private long total = 10_000;

    @Option(names = "--clients", paramLabel = "N", description = "How many are under way at a time (default 1).")
    private int clients = 1;

    @Option(names = "--conns", paramLabel = "N", description = "Over how many connections (default 1).")
    private int connections = 1;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Not more than so many a second (default 0, as many as there can be). A call's time then begins"
                            + " when it is due, so that a slow answer also counts for those that wait behind it.")
    private double rate;

    @Option(names = "--key-size", paramLabel = "BYTES", description = "How long keys are (default 32).")
    private int keySize = 32;

    @Option(names = "--val-size", paramLabel = "BYTES", description = "How long values are (default 100).")
    private int valueSize = 100;

    @Option(names = "--key-space-size", paramLabel = "N", description = "How many different keys (default 1000).")
    private int space = 1000;

    @Option(names = "--txn-ops", paramLabel = "N", description = "How many puts in a transaction (default 1).")
    private int operations = 1;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description =
                    "What the keys begin with (default one that nobody has). There must be no key with it, and in the"
                            + " end there is none again.")
    private @Nullable String given;

    private @Nullable Bytes prefix;

    long total() {
        return total;
    }

    int clients() {
        return clients;
    }

    int connections() {
        return connections;
    }

    double rate() {
        return rate;
    }

    int operations() {
        return operations;
    }

    int space() {
        return space;
    }

    /** What all keys begin with. */
    Bytes prefix() {
        Bytes known = prefix;
        if (known == null) {
            String own = "tercet-bench/" + HexFormat.of().toHexDigits(new SplittableRandom().nextInt()) + "/";
            known = Bytes.of(given == null ? own : given);
            prefix = known;
        }
        return known;
    }

    /** The key of this number: the prefix, and the number with zeros before it. */
    Bytes key(long number) {
        String digits = Long.toString(number % space);
        return prefix().plus(Bytes.of("0".repeat(keySize - prefix().length() - digits.length()) + digits));
    }

    /** A value of random letters. */
    Bytes value() {
        byte[] letters = new byte[valueSize];
        SplittableRandom random = new SplittableRandom(valueSize);
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) random.nextInt('a', 'z' + 1);
        }
        return Bytes.wrap(letters);
    }

    /** Ends with wrong usage if they cannot be. */
    void check() {
        least("--total", total);
        least("--clients", clients);
        least("--conns", connections);
        least("--key-space-size", space);
        least("--txn-ops", operations);
        if (operations > TxnLimits.OPERATIONS || operations > space) {
            throw CommandException.wrongUsage(
                    "--txn-ops is not above " + TxnLimits.OPERATIONS + ", and there are as many different keys.");
        }
        if (rate < 0 || valueSize < 0) {
            throw CommandException.wrongUsage("--rate and --val-size are not below zero.");
        }
        int needed = prefix().length() + Integer.toString(space - 1).length();
        if (keySize < needed) {
            throw CommandException.wrongUsage(
                    "--key-size is at least " + needed + " with this prefix and so many keys.");
        }
        if (given != null && given.isEmpty()) {
            throw CommandException.wrongUsage("--prefix is empty: all keys would have it.");
        }
    }

    private static void least(String name, long value) {
        if (value < 1) {
            throw CommandException.wrongUsage(name + " is at least 1.");
        }
    }
}
