package dev.tercet.proto.codec;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.CodedInputStream;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.watch.WatchEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a range, and what comes down a stream of watches, straight into our values.
 *
 * <p>The two that are read without their generated messages: ten thousand keys would make ten thousand messages and twice as many
 * byte strings, only to be thrown away. Unknown fields are skipped, missing ones are zero, as protobuf has it; of a field that
 * comes twice the last counts.
 */
final class DirectReplies {
    private static final KeyValue NOTHING = new KeyValue(Bytes.EMPTY, Bytes.EMPTY, 0, 0, 0, 0);

    private DirectReplies() {}

    static GetResult range(CodedInputStream in) throws IOException {
        Header header = Header.NONE;
        List<KeyValue> kvs = null;
        boolean more = false;
        long count = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case (RangeResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (RangeResponse.KVS_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    if (kvs == null) {
                        kvs = new ArrayList<>();
                    }
                    kvs.add(DirectParts.keyValue(in));
                }
                case (RangeResponse.MORE_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> more = in.readBool();
                case (RangeResponse.COUNT_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> count = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        return new GetResult(header, unmodifiable(kvs), more, count);
    }

    static WatchDown watch(CodedInputStream in) throws IOException {
        Header header = Header.NONE;
        long watchId = 0;
        boolean created = false;
        boolean canceled = false;
        long compactRevision = 0;
        String reason = "";
        boolean fragment = false;
        List<WatchEvent> events = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case (WatchResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (WatchResponse.WATCH_ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> watchId = in.readInt64();
                case (WatchResponse.CREATED_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> created = in.readBool();
                case (WatchResponse.CANCELED_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> canceled = in.readBool();
                case (WatchResponse.COMPACT_REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    compactRevision = in.readInt64();
                case (WatchResponse.CANCEL_REASON_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    reason = in.readStringRequireUtf8();
                case (WatchResponse.FRAGMENT_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> fragment = in.readBool();
                case (WatchResponse.EVENTS_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    if (events == null) {
                        events = new ArrayList<>(1);
                    }
                    events.add(event(in));
                }
                default -> in.skipField(tag);
            }
        }
        return new WatchDown(
                header, watchId, created, canceled, compactRevision, reason, fragment, unmodifiable(events));
    }

    private static WatchEvent event(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        WatchEvent.Type type = WatchEvent.Type.PUT;
        KeyValue kv = NOTHING;
        KeyValue previous = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case (Event.TYPE_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    type = in.readEnum() == Event.EventType.DELETE_VALUE ? WatchEvent.Type.DELETE : WatchEvent.Type.PUT;
                case (Event.KV_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> kv = DirectParts.keyValue(in);
                case (Event.PREV_KV_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    previous = DirectParts.keyValue(in);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new WatchEvent(type, kv, previous);
    }

    private static <T> List<T> unmodifiable(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        return list.size() == 1 ? List.of(list.get(0)) : Collections.unmodifiableList(list);
    }
}
