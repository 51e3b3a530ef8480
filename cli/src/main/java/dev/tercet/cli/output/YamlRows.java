package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A YAML list with a mapping for each row. Bytes that are not UTF-8 are {@code !!binary}; cells that are not there are left out. */
final class YamlRows implements RowWriter {
    private final DumpSettings settings = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSchema(new OldAndNewYaml())
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .build();
    private final Out out;
    private boolean begun;

    YamlRows(Out out) {
        this.out = out;
    }

    @Override
    public void write(Row row) {
        begun = true;
        Map<String, Object> members = new LinkedHashMap<>();
        row.cells().forEach((name, cell) -> {
            if (cell instanceof Bytes bytes) {
                String text = Utf8.text(bytes);
                members.put(name, text == null ? bytes.toArray() : text);
            } else if (cell != null) {
                members.put(name, cell);
            }
        });
        // A list of one: one after another they make the list of all.
        out.print(new Dump(settings).dumpToString(List.of(members)));
    }

    @Override
    public void close() {
        if (!begun) {
            out.line("[]");
        }
    }
}
