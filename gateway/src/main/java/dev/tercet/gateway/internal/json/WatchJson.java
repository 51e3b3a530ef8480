package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The watch service: what goes up its stream, and the events that come down. */
final class WatchJson {
    private static final List<String> TYPES = List.of("PUT", "DELETE");

    private WatchJson() {}

    static void write(JsonGenerator out, WatchUp message) {
        out.writeStartObject();
        if (message instanceof WatchUp.Create create) {
            Fields.startObject(out, "create_request");
            write(out, create.create());
        } else if (message instanceof WatchUp.Cancel cancel) {
            Fields.startObject(out, "cancel_request");
            Fields.int64(out, "watch_id", cancel.watchId());
        } else {
            Fields.startObject(out, "progress_request");
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, WatchRpcs.Create create) {
        Fields.range(out, create.range());
        Fields.int64(out, "start_revision", create.startRevision());
        Fields.bool(out, "progress_notify", create.progress());
        Fields.strings(
                out, "filters", create.filters().stream().map(WatchJson::name).toList());
        Fields.bool(out, "prev_kv", create.previous());
        Fields.bool(out, "fragment", create.fragments());
    }

    private static String name(WatchFilter filter) {
        return switch (filter) {
            case NO_PUT -> "NOPUT";
            case NO_DELETE -> "NODELETE";
        };
    }

    static WatchDown read(JsonParser in) {
        Header header = Header.NONE;
        long watchId = 0;
        boolean created = false;
        boolean canceled = false;
        long compactRevision = 0;
        String reason = "";
        boolean fragment = false;
        List<WatchEvent> events = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "watch_id" -> watchId = Values.int64(in);
                case "created" -> created = Values.bool(in);
                case "canceled" -> canceled = Values.bool(in);
                case "compact_revision" -> compactRevision = Values.int64(in);
                case "cancel_reason" -> reason = Values.string(in);
                case "fragment" -> fragment = Values.bool(in);
                case "events" -> events = Values.list(in, WatchJson::readEvent);
                default -> in.skipChildren();
            }
        }
        return new WatchDown(header, watchId, created, canceled, compactRevision, reason, fragment, events);
    }

    private static WatchEvent readEvent(JsonParser in) {
        WatchEvent.Type type = WatchEvent.Type.PUT;
        KeyValue kv = KeyValues.NOTHING;
        KeyValue previous = null;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "type" -> type = Values.enumeration(in, TYPES) == 1 ? WatchEvent.Type.DELETE : WatchEvent.Type.PUT;
                case "kv" -> kv = KeyValues.read(in);
                case "prev_kv" -> previous = KeyValues.readOrNull(in);
                default -> in.skipChildren();
            }
        }
        return new WatchEvent(type, kv, previous);
    }
}
