package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import org.jspecify.annotations.Nullable;

/** Values as they are, a line each; of rows that have none, all cells with tabs between them. */
final class RawRows implements RowWriter {
    private final Out out;

    RawRows(Out out) {
        this.out = out;
    }

    @Override
    public void write(Row row) {
        Object value = row.cells().get("value");
        if (value != null) {
            print(value);
        } else {
            String before = "";
            for (Object cell : row.cells().values()) {
                out.print(before);
                print(cell);
                before = "\t";
            }
        }
        out.line();
    }

    private void print(@Nullable Object cell) {
        if (cell instanceof Bytes bytes) {
            out.print(bytes);
        } else {
            out.print(Cells.text(cell));
        }
    }

    @Override
    public void close() {}
}
