package dev.tercet.proto.codec;

import com.google.protobuf.ByteString;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Keys with their values, and ranges of keys. */
public final class KeyValueCodec {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private KeyValueCodec() {}

    public static KeyValue decode(dev.tercet.proto.mvccpb.KeyValue kv) {
        return new KeyValue(
                BytesCodec.decode(kv.getKey()),
                BytesCodec.decode(kv.getValue()),
                kv.getCreateRevision(),
                kv.getModRevision(),
                kv.getVersion(),
                kv.getLease());
    }

    /** In one array of the right size: a large range is the one place where lists weigh. */
    public static List<KeyValue> decodeAll(List<dev.tercet.proto.mvccpb.KeyValue> kvs) {
        int size = kvs.size();
        if (size == 0) {
            return List.of();
        }
        if (size == 1) {
            return List.of(decode(kvs.get(0)));
        }
        KeyValue[] all = new KeyValue[size];
        for (int i = 0; i < size; i++) {
            all[i] = decode(kvs.get(i));
        }
        return Collections.unmodifiableList(Arrays.asList(all));
    }

    /**
     * A range as the server writes it: the root role's permission has an empty key with an end of one zero byte, which means the
     * same as a key of one zero byte.
     */
    public static KeyRange decodeRange(ByteString key, ByteString end) {
        if (key.isEmpty()) {
            return end.isEmpty() || end.equals(ZERO)
                    ? KeyRange.ALL
                    : new KeyRange(BytesCodec.decode(ZERO), BytesCodec.decode(end));
        }
        return new KeyRange(BytesCodec.decode(key), BytesCodec.decode(end));
    }
}
