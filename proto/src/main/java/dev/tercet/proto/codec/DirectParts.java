package dev.tercet.proto.codec;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.CodedInputStream;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import java.io.IOException;

/** Reads the two messages that are part of every other straight into our values: a header, and a key with its value. */
final class DirectParts {
    private DirectParts() {}

    static Header header(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        long cluster = 0;
        long member = 0;
        long revision = 0;
        long term = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case (ResponseHeader.CLUSTER_ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> cluster = in.readUInt64();
                case (ResponseHeader.MEMBER_ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> member = in.readUInt64();
                case (ResponseHeader.REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> revision = in.readInt64();
                case (ResponseHeader.RAFT_TERM_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> term = in.readUInt64();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new Header(cluster, member, revision, term);
    }

    static KeyValue keyValue(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Bytes key = Bytes.EMPTY;
        Bytes value = Bytes.EMPTY;
        long create = 0;
        long mod = 0;
        long version = 0;
        long lease = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case (dev.tercet.proto.mvccpb.KeyValue.KEY_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    key = Bytes.wrap(in.readByteArray());
                case (dev.tercet.proto.mvccpb.KeyValue.CREATE_REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    create = in.readInt64();
                case (dev.tercet.proto.mvccpb.KeyValue.MOD_REVISION_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    mod = in.readInt64();
                case (dev.tercet.proto.mvccpb.KeyValue.VERSION_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    version = in.readInt64();
                case (dev.tercet.proto.mvccpb.KeyValue.VALUE_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    value = Bytes.wrap(in.readByteArray());
                case (dev.tercet.proto.mvccpb.KeyValue.LEASE_FIELD_NUMBER << 3) | WIRETYPE_VARINT ->
                    lease = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new KeyValue(key, value, create, mod, version, lease);
    }
}
