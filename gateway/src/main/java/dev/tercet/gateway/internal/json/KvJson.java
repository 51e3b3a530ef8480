package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.RevisionFilter;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The key-value service, transactions apart. */
final class KvJson {
    /** Quickly where it can. */
    static final JsonReader<GetResult> GET = new JsonReader<>() {
        @Override
        public GetResult read(JsonParser in) {
            return readGet(in);
        }

        @Override
        public @Nullable GetResult readQuickly(byte[] body, int offset, int length) {
            return QuickRange.read(body, offset, length);
        }
    };

    private KvJson() {}

    static void write(JsonGenerator out, Get get) {
        out.writeStartObject();
        Fields.range(out, get.range());
        Fields.int64(out, "limit", get.maxKeys());
        Fields.int64(out, "revision", get.revision());
        // Ascending keys are the order in which the server reads; asked for by name, older servers read everything
        // first and cut to the limit afterwards.
        if (get.sortTarget() != SortTarget.KEY || get.sortOrder() == SortOrder.DESCENDING) {
            out.writeStringProperty("sort_order", name(get.sortOrder()));
            out.writeStringProperty("sort_target", name(get.sortTarget()));
        }
        Fields.bool(out, "serializable", get.isSerializable());
        Fields.bool(out, "keys_only", get.isKeysOnly());
        Fields.bool(out, "count_only", get.isCountOnly());
        RevisionFilter filter = get.filter();
        Fields.int64(out, "min_mod_revision", filter.minMod());
        Fields.int64(out, "max_mod_revision", filter.maxMod());
        Fields.int64(out, "min_create_revision", filter.minCreate());
        Fields.int64(out, "max_create_revision", filter.maxCreate());
        out.writeEndObject();
    }

    private static String name(SortTarget target) {
        return switch (target) {
            case KEY -> "KEY";
            case VERSION -> "VERSION";
            case CREATE_REVISION -> "CREATE";
            case MOD_REVISION -> "MOD";
            case VALUE -> "VALUE";
        };
    }

    private static String name(SortOrder order) {
        return switch (order) {
            case NONE -> "NONE";
            case ASCENDING -> "ASCEND";
            case DESCENDING -> "DESCEND";
        };
    }

    static void write(JsonGenerator out, Put put) {
        out.writeStartObject();
        Fields.bytes(out, "key", put.key());
        Fields.bytes(out, "value", put.value());
        Fields.int64(out, "lease", put.lease());
        Fields.bool(out, "prev_kv", put.returnsPrevious());
        Fields.bool(out, "ignore_value", put.keepsValue());
        Fields.bool(out, "ignore_lease", put.keepsLease());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, Delete delete) {
        out.writeStartObject();
        Fields.range(out, delete.range());
        Fields.bool(out, "prev_kv", delete.returnsPrevious());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, Compaction compaction) {
        out.writeStartObject();
        Fields.int64(out, "revision", compaction.revision());
        Fields.bool(out, "physical", compaction.physical());
        out.writeEndObject();
    }

    static GetResult readGet(JsonParser in) {
        Header header = Header.NONE;
        List<KeyValue> kvs = List.of();
        boolean more = false;
        long count = 0;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "kvs" -> kvs = Values.list(in, KeyValues::read);
                case "more" -> more = Values.bool(in);
                case "count" -> count = Values.int64(in);
                default -> in.skipChildren();
            }
        }
        return new GetResult(header, kvs, more, count);
    }

    static PutResult readPut(JsonParser in) {
        Header header = Header.NONE;
        KeyValue previous = null;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "prev_kv" -> previous = KeyValues.readOrNull(in);
                default -> in.skipChildren();
            }
        }
        return new PutResult(header, previous);
    }

    static DeleteResult readDelete(JsonParser in) {
        Header header = Header.NONE;
        long deleted = 0;
        List<KeyValue> previous = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "deleted" -> deleted = Values.int64(in);
                case "prev_kvs" -> previous = Values.list(in, KeyValues::read);
                default -> in.skipChildren();
            }
        }
        return new DeleteResult(header, deleted, previous);
    }
}
