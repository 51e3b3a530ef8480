package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.io.InputStream;

/** Files of entries. */
final class EntryFiles {
    private EntryFiles() {}

    /**
     * Writes entries.
     *
     * @param revision the revision that they were read at
     */
    static EntryWriter writer(FileFormat format, KeyType keys, ValueType values, long revision, Out out) {
        Types types = new Types(keys, values);
        return switch (format) {
            case JSON -> {
                EntryWriter json = new JsonEntryWriter(types, out);
                yield keys == KeyType.BINARY ? new SortedEntryWriter(json, types) : json;
            }
            case CSV -> new CsvEntryWriter(types, out);
            case NDJSON -> new NdjsonEntryWriter(revision, out);
            case YAML -> new YamlEntryWriter(types, out);
            case PROPERTIES -> new PropertiesEntryWriter(types, out);
        };
    }

    /**
     * Reads entries.
     *
     * @param name what to call the file in messages
     * @param in where it comes from; closed with the reader
     */
    static EntryReader reader(FileFormat format, KeyType keys, ValueType values, String name, InputStream in) {
        Types types = new Types(keys, values);
        return switch (format) {
            case JSON -> new JsonEntryReader(types, name, in);
            case CSV -> new CsvEntryReader(types, name, in);
            case NDJSON -> new NdjsonEntryReader(name, in);
            case YAML -> new YamlEntryReader(types, name, in);
            case PROPERTIES -> new PropertiesEntryReader(types, name, in);
        };
    }

    /**
     * Whether two values are the same: JSON by what it says, 1.0 as 1; all others byte for byte. A value that is not JSON
     * where values are is a {@code BAD_INPUT}.
     */
    static boolean same(ValueType type, Bytes one, Bytes other) {
        return new Types(KeyType.UTF8, type).same(one, other);
    }
}
