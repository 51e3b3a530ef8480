package dev.tercet.cli.snapshot;

import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in a snapshot, as etcdutl shows it. */
record SnapshotReport(SnapshotStatus status) implements Report {
    private List<String> cells() {
        return List.of(
                Long.toHexString(status.hash()),
                String.valueOf(status.revision()),
                String.valueOf(status.keys()),
                GoText.size(status.size()));
    }

    @Override
    public void simple(Page page) {
        page.line(String.join(", ", cells()));
    }

    @Override
    public void fields(Page page) {
        page.field("Hash", status.hash());
        page.field("Revision", status.revision());
        page.field("Keys", status.keys());
        page.field("Size", status.size());
    }

    @Override
    public Object json(boolean hex) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("hash", status.hash());
        members.put("revision", status.revision());
        members.put("totalKey", status.keys());
        members.put("totalSize", status.size());
        return members;
    }

    @Override
    public Table table() {
        return new Table(List.of("hash", "revision", "total keys", "total size"), List.of(cells()));
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.empty()
                .with("hash", Long.toHexString(status.hash()))
                .with("revision", status.revision())
                .with("keys", status.keys())
                .with("size", status.size()));
    }
}
