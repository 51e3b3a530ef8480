package dev.tercet.cli.output;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java's properties. A row with a key and a value is that; of others each cell is a property, named by the row's number, counted from 1,
 * and the cell's name: {@code 1.name=infra0}.
 */
final class PropertiesRows implements RowWriter {
    private final Out out;
    private long row;

    PropertiesRows(Out out) {
        this.out = out;
    }

    @Override
    public void write(Row next) {
        row++;
        Map<String, @Nullable Object> cells = next.cells();
        if (cells.get("key") != null && cells.get("value") != null) {
            Object key = cells.get("key");
            line(text(key, key), text(cells.get("value"), key));
        } else {
            cells.forEach((name, cell) -> line(row + "." + name, text(cell, name)));
        }
    }

    private void line(String key, String value) {
        out.line(JavaProperties.line(key, value));
    }

    private static String text(@Nullable Object cell, @Nullable Object where) {
        String text = cell instanceof Bytes bytes ? Utf8.text(bytes) : Cells.text(cell);
        if (text == null) {
            throw CommandException.unsupported(
                    "bytes that are not UTF-8 at " + where + ": properties cannot hold them, use -o ndjson.");
        }
        return text;
    }

    @Override
    public void close() {}
}
