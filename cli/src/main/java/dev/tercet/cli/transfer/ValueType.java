package dev.tercet.cli.transfer;

import java.util.Locale;

/** How values stand in a file. */
enum ValueType {
    /** As the JSON that they are. */
    JSON,
    /** In Base64. */
    BINARY,
    /** As text. */
    UTF8;

    /** As in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
