package dev.tercet.cli.transfer;

import java.util.Locale;

/** How much an import says on standard output when it is done. */
enum Verbosity {
    /** Nothing. */
    SILENT,
    /** How many keys it changed. */
    COMPACT,
    /** What it changed. */
    VERBOSE;

    /** As in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
