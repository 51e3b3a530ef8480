package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Ids;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to write: the words and options of {@code put}, alone and in a transaction. */
final class PutOptions {
    @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description =
                    "The value; read from standard input if it is not here. Put -- before one that begins with a dash.")
    private @Nullable String value;

    @Option(names = "--lease", paramLabel = "ID", description = "The lease to attach it to, in hexadecimal.")
    private String lease = "0";

    @Option(names = "--prev-kv", description = "Show the key and value before.")
    private boolean previous;

    @Option(names = "--ignore-value", description = "Keep the value that it has.")
    private boolean keepingValue;

    @Option(names = "--ignore-lease", description = "Keep the lease that it has.")
    private boolean keepingLease;

    /**
     * The request, or wrong usage if the options do not fit together.
     *
     * @param input gives the value if it is not among the words
     */
    Put put(Supplier<Bytes> input) {
        if (key.isEmpty()) {
            throw CommandException.wrongUsage("the key is empty: etcd has no such key.");
        }
        Bytes name = ByteText.bytes(key);
        if (keepingValue && value != null) {
            throw CommandException.wrongUsage("--ignore-value goes without a value.");
        }
        Put put = keepingValue
                ? Put.keepingValue(name)
                : Put.of(name, value == null ? input.get() : ByteText.bytes(value));
        long id = Ids.parse("--lease", lease);
        put = id == 0 ? put : put.withLease(id);
        put = keepingLease ? put.keepingLease() : put;
        return previous ? put.returningPrevious() : put;
    }
}
