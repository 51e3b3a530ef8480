package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply to a range in the form in which etcd writes it, in about a third of the time that the parser needs. It is the one
 * reply of which megabytes are ordinary.
 */
final class QuickRange {
    private static final byte[] HEADER = QuickInput.name("header");
    private static final byte[] KVS = QuickInput.name("kvs");
    private static final byte[] COUNT = QuickInput.name("count");
    private static final byte[] MORE = "\"more\":true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLUSTER_ID = QuickInput.name("cluster_id");
    private static final byte[] MEMBER_ID = QuickInput.name("member_id");
    private static final byte[] REVISION = QuickInput.name("revision");
    private static final byte[] RAFT_TERM = QuickInput.name("raft_term");
    private static final byte[] KEY = QuickInput.name("key");
    private static final byte[] CREATE_REVISION = QuickInput.name("create_revision");
    private static final byte[] MOD_REVISION = QuickInput.name("mod_revision");
    private static final byte[] VERSION = QuickInput.name("version");
    private static final byte[] VALUE = QuickInput.name("value");
    private static final byte[] LEASE = QuickInput.name("lease");

    private final QuickInput in;

    private QuickRange(QuickInput in) {
        this.in = in;
    }

    /** The reply; null if it has another form, or is none. */
    static @Nullable GetResult read(byte[] body, int offset, int length) {
        try {
            return new QuickRange(new QuickInput(body, offset, length)).result();
        } catch (QuickInput.OddException e) {
            return null;
        }
    }

    private GetResult result() {
        Header header = Header.NONE;
        List<KeyValue> kvs = List.of();
        boolean more = false;
        long count = 0;
        in.pass('{');
        do {
            if (in.passes(HEADER)) {
                header = header();
            } else if (in.passes(KVS)) {
                kvs = kvs();
            } else if (in.passes(COUNT)) {
                count = in.signed();
            } else if (in.passes(MORE)) {
                more = true;
            } else {
                throw QuickInput.odd();
            }
        } while (in.goesOn('}'));
        in.passEnd();
        return new GetResult(header, kvs, more, count);
    }

    private Header header() {
        long cluster = 0;
        long member = 0;
        long revision = 0;
        long term = 0;
        in.pass('{');
        do {
            if (in.passes(CLUSTER_ID)) {
                cluster = in.unsigned();
            } else if (in.passes(MEMBER_ID)) {
                member = in.unsigned();
            } else if (in.passes(REVISION)) {
                revision = in.signed();
            } else if (in.passes(RAFT_TERM)) {
                term = in.unsigned();
            } else {
                throw QuickInput.odd();
            }
        } while (in.goesOn('}'));
        return new Header(cluster, member, revision, term);
    }

    private List<KeyValue> kvs() {
        List<KeyValue> kvs = new ArrayList<>();
        in.pass('[');
        do {
            kvs.add(keyValue());
        } while (in.goesOn(']'));
        return Collections.unmodifiableList(kvs);
    }

    private KeyValue keyValue() {
        Bytes key = Bytes.EMPTY;
        Bytes value = Bytes.EMPTY;
        long create = 0;
        long mod = 0;
        long version = 0;
        long lease = 0;
        in.pass('{');
        do {
            switch (in.initial()) {
                case 'k' -> key = bytes(KEY);
                case 'c' -> create = number(CREATE_REVISION);
                case 'm' -> mod = number(MOD_REVISION);
                case 'l' -> lease = number(LEASE);
                default -> {
                    if (in.passes(VALUE)) {
                        value = Bytes.wrap(in.bytes());
                    } else {
                        version = number(VERSION);
                    }
                }
            }
        } while (in.goesOn('}'));
        return new KeyValue(key, value, create, mod, version, lease);
    }

    private Bytes bytes(byte[] name) {
        in.pass(name);
        return Bytes.wrap(in.bytes());
    }

    private long number(byte[] name) {
        in.pass(name);
        return in.signed();
    }
}
