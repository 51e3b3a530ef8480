package dev.tercet.cli.transfer;

/** Writes entries, one after another, in the order they come. A value that does not fit the type is a {@code BAD_INPUT} naming its key. */
interface EntryWriter {
    /** Writes one. */
    void write(Entry entry);

    /** Writes what comes after the last. Without it the file is not whole. */
    void finish();
}
