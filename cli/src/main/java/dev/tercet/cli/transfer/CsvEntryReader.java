package dev.tercet.cli.transfer;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rows of two columns; empty lines are none. */
final class CsvEntryReader implements EntryReader {
    // Far above what etcd can hold in a key; the buffer grows as needed.
    private static final int LARGEST = 1 << 30;

    /** Where FastCSV says where. */
    private static final Pattern STARTING = Pattern.compile(" \\(record starting at line (\\d+)\\)");

    private final Types types;
    private final String name;
    private final Utf8Reader text;
    private final CloseableIterator<CsvRecord> rows;
    private long line = 1;

    CsvEntryReader(Types types, String name, InputStream in) {
        this.types = types;
        this.name = name;
        this.text = new Utf8Reader(name, in);
        this.rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LARGEST)
                .ofCsvRecord(text)
                .iterator();
    }

    @Override
    public @Nullable Entry next() {
        CsvRecord row = row();
        if (row == null) {
            return null;
        }
        line = row.getStartingLineNumber();
        FilePlace place = new FilePlace(name, line);
        if (row.getFieldCount() < 2) {
            throw place.wrong("there is one column, and two are needed: key and value");
        }
        if (row.getFieldCount() > 2) {
            throw place.wrong(
                    "there are " + row.getFieldCount() + " columns, and only two have a meaning: key and value");
        }
        String key = row.getField(0);
        String value = row.getField(1);
        Bytes bytes =
                types.values() == ValueType.UTF8 ? types.value(key, value, place) : types.parsed(key, value, place);
        return Entry.of(types.key(key, place), bytes);
    }

    private @Nullable CsvRecord row() {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (CsvParseException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CommandException said) {
                    throw said;
                }
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Matcher said = STARTING.matcher(String.valueOf(cause.getMessage()));
            long broken = said.find() ? Long.parseLong(said.group(1)) : line;
            throw new FilePlace(name, broken).wrong("from here on it is not CSV: " + said.replaceAll(""));
        }
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() {
        text.close();
    }
}
