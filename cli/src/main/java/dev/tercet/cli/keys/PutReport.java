package dev.tercet.cli.keys;

import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.kv.PutResult;

/** What a put came to. */
record PutReport(PutResult result) implements Report {
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
}
