package dev.tercet.proto.codec;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.PutResult;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.watch.WatchEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers to the common calls, and what comes down a stream of watches, straight into our values.
 *
 * <p>Without their generated messages: ten thousand keys would make ten thousand messages and twice as many byte strings, only to
 * be thrown away, and a program whose first call is a put need not load them. Unknown fields are skipped, missing ones are zero, as protobuf has it; of a field that
 * comes twice the last counts.
 */
final class DirectReplies {
    private static final KeyValue NOTHING = new KeyValue(Bytes.EMPTY, Bytes.EMPTY, 0, 0, 0, 0);

    private DirectReplies() {}

    static GetResult range(WireReader in) throws IOException {
        Header header = Header.NONE;
        Gathered<KeyValue> kvs = null;
        boolean more = false;
        long count = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (RangeResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (RangeResponse.KVS_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    if (kvs == null) {
                        kvs = new Gathered<>(in.left());
                    }
                    kvs.add(DirectParts.keyValue(in), in.left());
                }
                case (RangeResponse.MORE_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> more = in.bool();
                case (RangeResponse.COUNT_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> count = in.int64();
                default -> in.skip(tag);
            }
        }
        return new GetResult(header, all(kvs), more, count);
    }

    static PutResult put(WireReader in) throws IOException {
        Header header = Header.NONE;
        KeyValue previous = null;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (PutResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (PutResponse.PREV_KV_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    previous = DirectParts.keyValue(in);
                default -> in.skip(tag);
            }
        }
        return new PutResult(header, previous);
    }

    static DeleteResult delete(WireReader in) throws IOException {
        Header header = Header.NONE;
        long deleted = 0;
        Gathered<KeyValue> previous = null;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (DeleteRangeResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (DeleteRangeResponse.DELETED_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> deleted = in.int64();
                case (DeleteRangeResponse.PREV_KVS_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    if (previous == null) {
                        previous = new Gathered<>(in.left());
                    }
                    previous.add(DirectParts.keyValue(in), in.left());
                }
                default -> in.skip(tag);
            }
        }
        return new DeleteResult(header, deleted, all(previous));
    }

    static WatchDown watch(WireReader in) throws IOException {
        Header header = Header.NONE;
        long watchId = 0;
        boolean created = false;
        boolean canceled = false;
        long compactRevision = 0;
        String reason = "";
        boolean fragment = false;
        Gathered<WatchEvent> events = null;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (WatchResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (WatchResponse.WATCH_ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> watchId = in.int64();
                case (WatchResponse.CREATED_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> created = in.bool();
                case (WatchResponse.CANCELED_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> canceled = in.bool();
                case (WatchResponse.COMPACT_REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    compactRevision = in.int64();
                case (WatchResponse.CANCEL_REASON_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> reason = in.text();
                case (WatchResponse.FRAGMENT_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> fragment = in.bool();
                case (WatchResponse.EVENTS_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    if (events == null) {
                        events = new Gathered<>(in.left());
                    }
                    events.add(event(in), in.left());
                }
                default -> in.skip(tag);
            }
        }
        return new WatchDown(header, watchId, created, canceled, compactRevision, reason, fragment, all(events));
    }

    private static WatchEvent event(WireReader in) throws IOException {
        int outer = in.enter();
        WatchEvent.Type type = WatchEvent.Type.PUT;
        KeyValue kv = NOTHING;
        KeyValue previous = null;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (Event.TYPE_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    type = in.int32() == Event.EventType.DELETE_VALUE ? WatchEvent.Type.DELETE : WatchEvent.Type.PUT;
                case (Event.KV_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> kv = DirectParts.keyValue(in);
                case (Event.PREV_KV_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    previous = DirectParts.keyValue(in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new WatchEvent(type, kv, previous);
    }

    private static <T> List<T> all(@Nullable Gathered<T> gathered) {
        return gathered == null ? List.of() : gathered.all();
    }
}
