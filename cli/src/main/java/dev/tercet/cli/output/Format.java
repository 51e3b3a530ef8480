package dev.tercet.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How replies are shown. The first four are etcdctl's. */
public enum Format {
    /** A few lines for people. */
    SIMPLE,
    /** A line for each field: {@code "Name" : value}. */
    FIELDS,
    /** A line of JSON for each reply, as Go writes it. */
    JSON,
    /** A grid. */
    TABLE,
    /** Values as they are, each followed by the end of a line. */
    RAW,
    /** A line of JSON for each row. */
    NDJSON,
    /** A YAML list. */
    YAML,
    /** Comma-separated, with a header. */
    CSV,
    /** Java's properties: {@code key=value}. */
    PROPERTIES;

    /** The format of this name, if there is one. */
    public static Optional<Format> of(String name) {
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    /** Whether it is one of those beyond etcdctl's. */
    public boolean isRows() {
        return compareTo(RAW) >= 0;
    }

    /** How it is written in options and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, with commas. */
    public static String words() {
        return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "));
    }
}
