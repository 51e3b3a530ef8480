package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import java.io.InputStream;

/** Files of entries. */
final class EntryFiles {
    private EntryFiles() {}

    /**
     * Writes entries.
     *
     * @param revision the revision that they were read at
     */
    static EntryWriter writer(FileFormat format, Types types, long revision, Out out) {
        return switch (format) {
            case JSON -> {
                EntryWriter json = new JsonEntryWriter(types, out);
                yield types.keys() == KeyType.BINARY ? new SortedEntryWriter(json, types) : json;
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
    static EntryReader reader(FileFormat format, Types types, String name, InputStream in) {
        return switch (format) {
            case JSON -> new JsonEntryReader(types, name, in);
            case CSV -> new CsvEntryReader(types, name, in);
            case NDJSON -> new NdjsonEntryReader(name, in);
            case YAML -> new YamlEntryReader(types, name, in);
            case PROPERTIES -> new PropertiesEntryReader(types, name, in);
        };
    }
}
