package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.lock.LockGrant;
import dev.tercet.spi.LockRpcs;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The lock service. */
final class LockJson {
    private LockJson() {}

    static void write(JsonGenerator out, LockRpcs.Acquire acquire) {
        out.writeStartObject();
        Fields.bytes(out, "name", acquire.name());
        Fields.int64(out, "lease", acquire.lease());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, LockRpcs.Release release) {
        out.writeStartObject();
        Fields.bytes(out, "key", release.key());
        out.writeEndObject();
    }

    static LockGrant readGrant(JsonParser in) {
        Header header = Header.NONE;
        Bytes key = Bytes.EMPTY;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "key" -> key = Values.bytes(in);
                default -> in.skipChildren();
            }
        }
        return new LockGrant(header, key, 0);
    }
}
