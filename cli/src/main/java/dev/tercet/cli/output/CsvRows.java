package dev.tercet.cli.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tercet.kv.Bytes;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, with a header: the names that all rows have. Where there are bytes a last column tells
 * which cells of a row are in Base64, because they are not UTF-8: their names, with spaces.
 */
final class CsvRows implements RowWriter {
    private static final String BASE64 = "base64";

    private final Out out;
    private @Nullable List<String> columns;
    private boolean marked;

    CsvRows(Out out) {
        this.out = out;
    }

    @Override
    public void write(Row row) {
        List<String> names = columns;
        if (names == null) {
            names = List.copyOf(row.cells().keySet());
            columns = names;
            marked = row.cells().values().stream().anyMatch(Bytes.class::isInstance);
            List<String> header = new ArrayList<>(names);
            if (marked) {
                header.add(BASE64);
            }
            line(header);
        } else if (!names.equals(List.copyOf(row.cells().keySet()))) {
            // Its other cells would be lost without a word.
            throw new IllegalArgumentException("a row of " + row.cells().keySet() + " among rows of " + names);
        }
        List<String> cells = new ArrayList<>();
        List<String> encoded = new ArrayList<>();
        for (String name : names) {
            Object cell = row.cells().get(name);
            String text = cell instanceof Bytes bytes ? Utf8.text(bytes) : Cells.text(cell);
            if (text == null) {
                encoded.add(name);
                text = Cells.base64(row.bytes(name));
            }
            cells.add(text);
        }
        if (marked) {
            cells.add(String.join(" ", encoded));
        }
        line(cells);
    }

    private void line(List<String> cells) {
        StringWriter text = new StringWriter();
        CsvWriter.builder().bufferSize(0).build(text).writeRecord(cells);
        out.print(text.toString());
    }

    @Override
    public void close() {}
}
