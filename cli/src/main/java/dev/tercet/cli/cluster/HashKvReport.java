package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import dev.tercet.maintenance.Hash;
import java.util.List;

/** Hashes of the history of keys. */
record HashKvReport(List<One> all) implements Report {
    /** One endpoint's answer. */
    record One(String endpoint, Hash hash) {}

    private static List<String> cells(One one) {
        return List.of(one.endpoint(), Ids.decimal(one.hash().hash()));
    }

    @Override
    public void simple(Page page) {
        all.forEach(one -> page.line(String.join(", ", cells(one))));
    }

    @Override
    public void fields(Page page) {
        for (One one : all) {
            page.header(one.hash().header());
            page.field("Endpoint", one.endpoint());
            page.id("Hash", one.hash().hash());
            page.line();
        }
    }

    @Override
    public Object json(boolean hex) {
        return all.stream()
                .map(one -> new Members()
                        .always("Endpoint", one.endpoint())
                        .always(
                                "HashKV",
                                Members.of(one.hash().header())
                                        .number("hash", one.hash().hash())
                                        .number("compact_revision", one.hash().compactRevision())
                                        .number("hash_revision", one.hash().hashRevision())
                                        .map())
                        .map())
                .toList();
    }

    @Override
    public Table table() {
        return new Table(
                List.of("endpoint", "hash"),
                all.stream().map(HashKvReport::cells).toList());
    }

    @Override
    public List<Row> rows() {
        return all.stream()
                .map(one -> Row.empty()
                        .with("endpoint", one.endpoint())
                        .with("hash", one.hash().hash())
                        .with("compact_revision", one.hash().compactRevision())
                        .with("hash_revision", one.hash().hashRevision()))
                .toList();
    }
}
