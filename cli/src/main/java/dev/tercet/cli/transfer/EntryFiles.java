package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
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
        throw CommandException.unsupported("format " + format + " is not supported.");
    }

    /**
     * Reads entries.
     *
     * @param name what to call the file in messages
     * @param in where it comes from; closed with the reader
     */
    static EntryReader reader(FileFormat format, KeyType keys, ValueType values, String name, InputStream in) {
        throw CommandException.unsupported("format " + format + " is not supported.");
    }

    /** Whether two values are the same: JSON by what it says, not by its layout; all others byte for byte. */
    static boolean same(ValueType type, Bytes one, Bytes other) {
        return one.equals(other);
    }
}
