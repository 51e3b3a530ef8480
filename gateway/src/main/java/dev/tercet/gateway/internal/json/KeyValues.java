package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Keys with their values, and ranges of keys. */
final class KeyValues {
    /** A key that is missing where there has to be one. */
    static final KeyValue NOTHING = new KeyValue(Bytes.EMPTY, Bytes.EMPTY, 0, 0, 0, 0);

    private static final Bytes ZERO = Bytes.wrap(new byte[1]);

    private KeyValues() {}

    static KeyValue read(JsonParser in) {
        Bytes key = Bytes.EMPTY;
        Bytes value = Bytes.EMPTY;
        long create = 0;
        long mod = 0;
        long version = 0;
        long lease = 0;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "key" -> key = Values.bytes(in);
                case "create_revision" -> create = Values.int64(in);
                case "mod_revision" -> mod = Values.int64(in);
                case "version" -> version = Values.int64(in);
                case "value" -> value = Values.bytes(in);
                case "lease" -> lease = Values.int64(in);
                default -> in.skipChildren();
            }
        }
        return new KeyValue(key, value, create, mod, version, lease);
    }

    static @Nullable KeyValue readOrNull(JsonParser in) {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : read(in);
    }

    /**
     * A range as the server says it: the root role's permission has an empty key with an end of one zero byte, which means the same
     * as a key of one zero byte.
     */
    static KeyRange range(Bytes key, Bytes end) {
        if (key.isEmpty()) {
            return end.isEmpty() || end.equals(ZERO) ? KeyRange.ALL : new KeyRange(ZERO, end);
        }
        return new KeyRange(key, end);
    }
}
