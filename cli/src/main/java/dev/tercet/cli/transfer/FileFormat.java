package dev.tercet.cli.transfer;

import java.util.Locale;

/** What files look like. The first two are the originals'; only NDJSON has more than keys and values. */
enum FileFormat {
    /** One object, sorted by key. */
    JSON,
    /** Two columns, no header. */
    CSV,
    /** A line of JSON for each key, and a trailer with their number and a checksum; types do not matter to it. */
    NDJSON,
    /** A YAML mapping. */
    YAML,
    /** Java's properties. */
    PROPERTIES;

    /** As in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
