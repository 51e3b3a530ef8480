package dev.tercet.proto.codec;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import java.io.IOException;

/** Reads the two messages that are part of every other straight into our values: a header, and a key with its value. */
final class DirectParts {
    private static final int KEY = (dev.tercet.proto.mvccpb.KeyValue.KEY_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED;
    private static final int CREATE_REVISION =
            (dev.tercet.proto.mvccpb.KeyValue.CREATE_REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT;
    private static final int MOD_REVISION =
            (dev.tercet.proto.mvccpb.KeyValue.MOD_REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT;
    private static final int VERSION = (dev.tercet.proto.mvccpb.KeyValue.VERSION_FIELD_NUMBER << 3) | WIRETYPE_VARINT;
    private static final int VALUE =
            (dev.tercet.proto.mvccpb.KeyValue.VALUE_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED;
    private static final int LEASE = (dev.tercet.proto.mvccpb.KeyValue.LEASE_FIELD_NUMBER << 3) | WIRETYPE_VARINT;

    private DirectParts() {}

    static Header header(WireReader in) throws IOException {
        int outer = in.enter();
        long cluster = 0;
        long member = 0;
        long revision = 0;
        long term = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (ResponseHeader.CLUSTER_ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> cluster = in.int64();
                case (ResponseHeader.MEMBER_ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> member = in.int64();
                case (ResponseHeader.REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> revision = in.int64();
                case (ResponseHeader.RAFT_TERM_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> term = in.int64();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Header(cluster, member, revision, term);
    }

    static KeyValue keyValue(WireReader in) throws IOException {
        int outer = in.enter();
        KeyValue kv = in.gather() ? seen(in) : passing(in);
        in.leave(outer);
        return kv;
    }

    /** All of it is in sight: how long the key and the value are is known before there is an array for them. */
    private static KeyValue seen(WireReader in) throws IOException {
        int key = 0;
        int keyLength = 0;
        int value = 0;
        int valueLength = 0;
        long create = 0;
        long mod = 0;
        long version = 0;
        long lease = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case KEY -> {
                    keyLength = in.length();
                    key = in.pass(keyLength);
                }
                case CREATE_REVISION -> create = in.int64();
                case MOD_REVISION -> mod = in.int64();
                case VERSION -> version = in.int64();
                case VALUE -> {
                    valueLength = in.length();
                    value = in.pass(valueLength);
                }
                case LEASE -> lease = in.int64();
                default -> in.skip(tag);
            }
        }
        return KeyValue.wrap(in.joined(key, keyLength, value, valueLength), keyLength, create, mod, version, lease);
    }

    /** It is large: each goes into an array of its own as it comes, since a value of a megabyte is not copied twice. */
    private static KeyValue passing(WireReader in) throws IOException {
        Bytes key = Bytes.EMPTY;
        Bytes value = Bytes.EMPTY;
        long create = 0;
        long mod = 0;
        long version = 0;
        long lease = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case KEY -> key = Bytes.wrap(in.bytes());
                case CREATE_REVISION -> create = in.int64();
                case MOD_REVISION -> mod = in.int64();
                case VERSION -> version = in.int64();
                case VALUE -> value = Bytes.wrap(in.bytes());
                case LEASE -> lease = in.int64();
                default -> in.skip(tag);
            }
        }
        return new KeyValue(key, value, create, mod, version, lease);
    }
}
