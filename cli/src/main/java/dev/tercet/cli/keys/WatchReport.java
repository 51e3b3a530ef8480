package dev.tercet.cli.keys;

import dev.tercet.cli.output.KeyValues;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a watch says, in the shape of the server's messages.
 *
 * @param events what happened; none where it only says how far it is, or that it ended
 * @param compacted the revision that history begins at, if that is the end; 0 otherwise
 * @param canceled whether it is the end
 */
record WatchReport(Header header, List<WatchEvent> events, long compacted, boolean canceled) implements Report {
    @Override
    public void simple(Page page) {
        events.forEach(event -> {
            page.line(event.type().name());
            event.previous().ifPresent(before -> GetReport.simple(page, before, false));
            GetReport.simple(page, event.kv(), false);
        });
    }

    @Override
    public void fields(Page page) {
        page.header(header);
        events.forEach(event -> {
            page.field("Type", event.type());
            event.previous().ifPresent(before -> KeyValues.fields(page, "Prev", before));
            KeyValues.fields(page, "", event.kv());
        });
    }

    @Override
    public Map<String, Object> json(boolean hex) {
        return new Members()
                .always("Header", Members.header(header))
                .always("Events", events.stream().map(WatchReport::json).toList())
                .always("CompactRevision", compacted)
                .always("Canceled", canceled)
                .always("Created", false)
                .map();
    }

    private static Map<String, Object> json(WatchEvent event) {
        Members members = new Members();
        if (event.isDelete()) {
            members.always("type", 1);
        }
        members.always("kv", KeyValues.json(event.kv()));
        event.previous().ifPresent(before -> members.always("prev_kv", KeyValues.json(before)));
        return members.map();
    }

    /** The row of one event, with what was before if the watch asks for that. */
    static Row row(WatchEvent event, boolean previous) {
        KeyValue kv = event.kv();
        Row row = Row.empty().with("type", event.isPut() ? "put" : "delete").with("key", kv.key());
        row = event.isPut()
                ? row.with("value", kv.value())
                        .with("create_revision", kv.createRevision())
                        .with("mod_revision", kv.modRevision())
                        .with("version", kv.version())
                        .with("lease", kv.lease() == 0 ? null : Long.toHexString(kv.lease()))
                : row.with("value", null)
                        .with("create_revision", null)
                        .with("mod_revision", kv.modRevision())
                        .with("version", null)
                        .with("lease", null);
        if (!previous) {
            return row;
        }
        Optional<KeyValue> before = event.previous();
        return row.with("prev_value", before.map(KeyValue::value).orElse(null))
                .with("prev_mod_revision", before.map(KeyValue::modRevision).orElse(null));
    }
}
