package dev.tercet.cli.keys;

import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.GetResult;
import java.util.List;

/** What a read found. */
record GetReport(GetResult result, boolean valuesOnly) implements Report {
    @Override
    public void simple(Page page) {
        result.forEach(kv -> {
            if (!valuesOnly) {
                page.line(kv.key());
            }
            page.line(kv.value());
        });
    }

    @Override
    public void fields(Page page) {
        page.header(result.header());
        result.forEach(kv -> KeyValues.fields(page, "", kv));
        page.field("More", result.more());
        page.field("Count", result.count());
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(result.header())
                .some("kvs", result.kvs().stream().map(KeyValues::json).toList())
                .some("more", result.more())
                .number("count", result.count())
                .map();
    }

    @Override
    public List<Row> rows() {
        return result.kvs().stream().map(Row::of).toList();
    }
}
