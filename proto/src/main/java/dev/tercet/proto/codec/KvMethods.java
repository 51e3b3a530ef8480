package dev.tercet.proto.codec;

import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.spi.KvRpcs;

/** The calls on keys. */
final class KvMethods {
    static final Codecs CODECS = Codecs.of(KvMethods::fill);

    private KvMethods() {}

    private static void fill(Codecs codecs) {
        codecs.put(
                KvRpcs.RANGE,
                MethodCodec.<Get, RangeResponse, GetResult>reading(
                        KvRequests::encode, DirectReplies::range, KvReplies::decode));
        codecs.call(KvRpcs.PUT, KvRequests::encode, PutResponse.parser(), KvReplies::decode);
        codecs.call(KvRpcs.DELETE_RANGE, KvRequests::encode, DeleteRangeResponse.parser(), KvReplies::decode);
        codecs.call(KvRpcs.TXN, TxnCodec::encode, TxnResponse.parser(), TxnCodec::decode);
        codecs.call(KvRpcs.COMPACT, KvRequests::encode, CompactionResponse.parser(), KvReplies::decode);
    }
}
