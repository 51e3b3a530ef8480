package dev.tercet.proto.codec;

import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.PutResult;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;

/** The replies of the key-value service, transactions apart. */
public final class KvReplies {
    private KvReplies() {}

    public static GetResult decode(RangeResponse reply) {
        return new GetResult(
                HeaderCodec.decode(reply.getHeader()),
                KeyValueCodec.decodeAll(reply.getKvsList()),
                reply.getMore(),
                reply.getCount());
    }

    public static PutResult decode(PutResponse reply) {
        return new PutResult(
                HeaderCodec.decode(reply.getHeader()),
                reply.hasPrevKv() ? KeyValueCodec.decode(reply.getPrevKv()) : null);
    }

    public static DeleteResult decode(DeleteRangeResponse reply) {
        return new DeleteResult(
                HeaderCodec.decode(reply.getHeader()),
                reply.getDeleted(),
                KeyValueCodec.decodeAll(reply.getPrevKvsList()));
    }

    public static Header decode(CompactionResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }
}
