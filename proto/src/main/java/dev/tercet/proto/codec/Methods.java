package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The table of calls and streams with their codecs. Watches and lease renewals are not in it: the wire has no such calls, only
 * streams that many of them share.
 */
public final class Methods {
    // By identity: a row's hash would be computed anew, from its strings, for every call.
    private static final Map<Object, MethodCodec<?, ?>> CODECS = new IdentityHashMap<>();

    static {
        call(KvRpcs.RANGE, KvRequests::encode, RangeResponse.parser(), KvReplies::decode);
        call(KvRpcs.PUT, KvRequests::encode, PutResponse.parser(), KvReplies::decode);
        call(KvRpcs.DELETE_RANGE, KvRequests::encode, DeleteRangeResponse.parser(), KvReplies::decode);
        call(KvRpcs.TXN, TxnCodec::encode, TxnResponse.parser(), TxnCodec::decode);
        call(KvRpcs.COMPACT, KvRequests::encode, CompactionResponse.parser(), KvReplies::decode);
    }

    private Methods() {}

    /**
     * A call's codec.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    public static <Q, R> MethodCodec<Q, R> of(Rpc<Q, R> rpc) {
        return find(rpc, rpc.fullName());
    }

    /**
     * A stream's codec.
     *
     * @throws IllegalArgumentException for a stream that is not in the table
     */
    public static <Q, R> MethodCodec<Q, R> of(StreamRpc<Q, R> rpc) {
        return find(rpc, rpc.fullName());
    }

    @SuppressWarnings("unchecked") // Whatever was put under a row has the row's types: see call and stream.
    private static <Q, R> MethodCodec<Q, R> find(Object row, String name) {
        MethodCodec<?, ?> codec = CODECS.get(row);
        if (codec == null) {
            throw new IllegalArgumentException("no messages are known for " + name);
        }
        return (MethodCodec<Q, R>) codec;
    }

    private static <Q, M extends Message, R> void call(
            Rpc<Q, R> rpc, Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        CODECS.put(rpc, MethodCodec.of(encoder, parser, decoder));
    }

    private static <Q, M extends Message, R> void stream(
            StreamRpc<Q, R> rpc, Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        CODECS.put(rpc, MethodCodec.of(encoder, parser, decoder));
    }
}
