package dev.tercet.cli.transfer;

import java.util.Locale;

/** How keys stand in a file. */
enum KeyType {
    /** As text. */
    UTF8,
    /** In Base64. */
    BINARY;

    /** As in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
