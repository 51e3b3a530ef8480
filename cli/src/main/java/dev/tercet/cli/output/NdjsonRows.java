package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of JSON for each row; cells that are not there are left out. */
final class NdjsonRows implements RowWriter {
    private final Out out;

    NdjsonRows(Out out) {
        this.out = out;
    }

    @Override
    public void write(Row row) {
        Map<String, Object> members = new LinkedHashMap<>();
        row.cells().forEach((name, cell) -> {
            if (cell instanceof Bytes bytes) {
                String text = Utf8.text(bytes);
                members.put(text == null ? name + "_base64" : name, text == null ? bytes : text);
            } else if (cell != null) {
                members.put(name, cell);
            }
        });
        out.line(Json.text(members));
    }

    @Override
    public void close() {}
}
