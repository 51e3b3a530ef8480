package dev.tercet.cli.keys;

import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import java.util.List;

/** What a read found. */
public record GetReport(GetResult result, Shown shown) implements Report {
    /** What of them is shown. */
    public enum Shown {
        ALL,
        KEYS,
        VALUES,
        COUNT
    }

    @Override
    public void simple(Page page) {
        result.forEach(kv -> simple(page, kv, shown == Shown.VALUES));
    }

    static void simple(Page page, KeyValue kv, boolean valueOnly) {
        if (!valueOnly) {
            page.line(kv.key());
        }
        page.line(kv.value());
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
        return shown == Shown.COUNT
                ? List.of(Row.empty().with("count", result.count()))
                : result.kvs().stream().map(kv -> row(kv, shown)).toList();
    }

    static Row row(KeyValue kv, Shown shown) {
        return shown == Shown.KEYS ? Row.of(kv).without("value") : Row.of(kv);
    }
}
