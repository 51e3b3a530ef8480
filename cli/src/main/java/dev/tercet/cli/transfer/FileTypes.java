package dev.tercet.cli.transfer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how keys and values stand in a file. */
final class FileTypes {
    @Option(
            names = {"-k", "--key-type"},
            paramLabel = "TYPE",
            description = "How keys stand in the file: ${COMPLETION-CANDIDATES}. Default: utf8.")
    private @Nullable KeyType keys;

    @Option(
            names = {"-v", "--value-type"},
            paramLabel = "TYPE",
            description =
                    "How values stand in the file: ${COMPLETION-CANDIDATES}. Default: json, with {\"$empty\": true} in a"
                            + " file of JSON for a value that is empty.")
    private @Nullable ValueType values;

    /** Whether anybody said anything of it. */
    boolean areGiven() {
        return keys != null || values != null;
    }

    /** Those of a file of this format. */
    Types of(FileFormat format) {
        // There bytes are bytes, whatever anybody says.
        return format == FileFormat.NDJSON
                ? new Types(KeyType.BINARY, ValueType.BINARY)
                : new Types(keys == null ? KeyType.UTF8 : keys, values == null ? ValueType.JSON : values);
    }
}
