package dev.tercet.proto.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a range straight into our values.
 *
 * <p>The one reply that is read without its generated message: a range of ten thousand keys would make ten thousand messages and
 * twice as many byte strings, only to be thrown away. Unknown fields are skipped, missing ones are zero, as protobuf has it; of a
 * field that comes twice the last counts.
 */
final class DirectReplies {
    private static final int HEADER = 1;
    private static final int KVS = 2;
    private static final int MORE = 3;
    private static final int COUNT = 4;

    private DirectReplies() {}

    static GetResult range(CodedInputStream in) throws IOException {
        Header header = Header.NONE;
        List<KeyValue> kvs = null;
        boolean more = false;
        long count = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case HEADER -> header = header(in);
                case KVS -> {
                    if (kvs == null) {
                        kvs = new ArrayList<>();
                    }
                    kvs.add(keyValue(in));
                }
                case MORE -> more = in.readBool();
                case COUNT -> count = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        return new GetResult(header, unmodifiable(kvs), more, count);
    }

    private static List<KeyValue> unmodifiable(@Nullable List<KeyValue> kvs) {
        if (kvs == null) {
            return List.of();
        }
        return kvs.size() == 1 ? List.of(kvs.get(0)) : Collections.unmodifiableList(kvs);
    }

    private static Header header(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        long cluster = 0;
        long member = 0;
        long revision = 0;
        long term = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> cluster = in.readUInt64();
                case 2 -> member = in.readUInt64();
                case 3 -> revision = in.readInt64();
                case 4 -> term = in.readUInt64();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new Header(cluster, member, revision, term);
    }

    private static KeyValue keyValue(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Bytes key = Bytes.EMPTY;
        Bytes value = Bytes.EMPTY;
        long create = 0;
        long mod = 0;
        long version = 0;
        long lease = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> key = Bytes.wrap(in.readByteArray());
                case 2 -> create = in.readInt64();
                case 3 -> mod = in.readInt64();
                case 4 -> version = in.readInt64();
                case 5 -> value = Bytes.wrap(in.readByteArray());
                case 6 -> lease = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new KeyValue(key, value, create, mod, version, lease);
    }
}
