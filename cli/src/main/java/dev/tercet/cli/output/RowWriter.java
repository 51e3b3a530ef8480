package dev.tercet.cli.output;

/** Writes rows one after another in one of the formats beyond etcdctl's. Closing it ends what it began; it does not close where to. */
public interface RowWriter extends AutoCloseable {
    /** Writes one. */
    void write(Row row);

    @Override
    void close();

    /** A writer of {@link Format#RAW}, {@link Format#NDJSON}, {@link Format#YAML}, {@link Format#CSV} or {@link Format#PROPERTIES}. */
    static RowWriter of(Format format, Out out) {
        return switch (format) {
            case RAW -> new RawRows(out);
            case NDJSON -> new NdjsonRows(out);
            case YAML -> new YamlRows(out);
            case CSV -> new CsvRows(out);
            case PROPERTIES -> new PropertiesRows(out);
            default -> throw new IllegalArgumentException("no rows in " + format);
        };
    }
}
