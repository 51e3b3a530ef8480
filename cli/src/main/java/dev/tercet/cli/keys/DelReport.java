package dev.tercet.cli.keys;

import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.DeleteResult;
import java.util.List;
import java.util.Map;

/**
 * What a delete came to.
 *
 * @param previous whether rows are what was deleted, or its number
 */
record DelReport(DeleteResult result, boolean previous) implements Report {
    @Override
    public void simple(Page page) {
        page.line(Long.toString(result.deleted()));
        result.previous().forEach(kv -> GetReport.simple(page, kv, false));
    }

    @Override
    public void fields(Page page) {
        page.header(result.header());
        page.field("Deleted", result.deleted());
        result.previous().forEach(kv -> KeyValues.fields(page, "Prev", kv));
    }

    @Override
    public Map<String, Object> json(boolean hex) {
        return Members.of(result.header())
                .number("deleted", result.deleted())
                .some(
                        "prev_kvs",
                        result.previous().stream().map(KeyValues::json).toList())
                .map();
    }

    @Override
    public List<Row> rows() {
        return previous
                ? result.previous().stream().map(Row::of).toList()
                : List.of(Row.empty().with("deleted", result.deleted()));
    }
}
