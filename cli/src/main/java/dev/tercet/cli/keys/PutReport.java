package dev.tercet.cli.keys;

import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.PutResult;
import java.util.List;
import java.util.Optional;

/**
 * What a put came to.
 *
 * @param previous whether rows have what was before
 */
record PutReport(PutResult result, boolean previous) implements Report {
    @Override
    public void simple(Page page) {
        page.line("OK");
        result.previous().ifPresent(before -> {
            page.line(before.key());
            page.line(before.value());
        });
    }

    @Override
    public void fields(Page page) {
        page.header(result.header());
        result.previous().ifPresent(before -> KeyValues.fields(page, "Prev", before));
    }

    @Override
    public Object json(boolean hex) {
        Members members = Members.of(result.header());
        result.previous().ifPresent(before -> members.always("prev_kv", KeyValues.json(before)));
        return members.map();
    }

    @Override
    public List<Row> rows() {
        Row row = Row.empty().with("revision", result.revision());
        if (!previous) {
            return List.of(row);
        }
        Optional<KeyValue> before = result.previous();
        return List.of(row.with("prev_value", before.map(KeyValue::value).orElse(null))
                .with("prev_mod_revision", before.map(KeyValue::modRevision).orElse(null)));
    }
}
