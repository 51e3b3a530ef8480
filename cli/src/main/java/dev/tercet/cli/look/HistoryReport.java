package dev.tercet.cli.look;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import dev.tercet.kv.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The history of a key.
 *
 * @param versions the newest first
 * @param compacted the revision before which nothing is known, 0 if all is
 * @param whole whether long values are shown whole
 */
record HistoryReport(Bytes key, List<History.Version> versions, long compacted, boolean whole) implements Report {
    private static final List<String> HEAD = List.of("Revision", "Version", "Lease", "Value");

    @Override
    public void simple(Page page) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        versions.forEach(version -> lines.add(cells(version, page.hex())));
        int[] widths = new int[HEAD.size() - 1];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = lines.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElse(0);
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            page.line(text.append(line.get(widths.length)).toString());
        }
    }

    private List<String> cells(History.Version version, boolean hex) {
        if (version.deleted()) {
            return List.of(Long.toString(version.kv().modRevision()), "-", "-", "(deleted)");
        }
        return List.of(
                Long.toString(version.kv().modRevision()),
                Long.toString(version.kv().version()),
                version.kv().lease() == 0 ? "-" : Ids.lease(version.kv().lease()),
                Shown.value(version.kv().value(), hex, whole));
    }

    @Override
    public Object json(boolean hex) {
        return new Members()
                .always("key", key)
                .number("compact_revision", compacted)
                .always("history", versions.stream().map(HistoryReport::json).toList())
                .map();
    }

    private static Object json(History.Version version) {
        return new Members()
                .always("type", type(version))
                .always("kv", KeyValues.json(version.kv()))
                .map();
    }

    @Override
    public Table table() {
        return new Table(HEAD, versions.stream().map(each -> cells(each, false)).toList());
    }

    @Override
    public List<Row> rows() {
        return versions.stream().map(HistoryReport::row).toList();
    }

    private static Row row(History.Version version) {
        Row row = Row.of(version.kv());
        if (version.deleted()) {
            // Of a deletion there is its revision alone.
            row = row.with("value", null)
                    .with("create_revision", null)
                    .with("version", null)
                    .with("lease", null);
        }
        return row.with("type", type(version));
    }

    private static String type(History.Version version) {
        return version.deleted() ? "delete" : "put";
    }
}
