package dev.tercet.cli.transfer;

import org.jspecify.annotations.Nullable;

/**
 * Reads entries from a file, one after another, in the order they stand there. A key may come twice: then the later one counts. What
 * makes no sense is a {@code BAD_INPUT} that names the file and the line.
 */
interface EntryReader extends AutoCloseable {
    /** The next, or null after the last. */
    @Nullable
    Entry next();

    /** The line that the last one began at, counted from 1. */
    long line();

    @Override
    void close();
}
