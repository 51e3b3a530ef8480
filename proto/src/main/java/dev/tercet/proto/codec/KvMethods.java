package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.spi.KvRpcs;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The calls on keys. A codec is made when it is asked for, and classes instead of functions are what it is made of: a program's first
 * call waits for all of that.
 */
final class KvMethods {
    private KvMethods() {}

    /** A call's codec, made anew. */
    @SuppressWarnings("ReferenceEquality") // There is one of each row.
    static @Nullable MethodCodec<?, ?> find(Object row) {
        if (row == KvRpcs.RANGE) {
            return new Ranges();
        }
        if (row == KvRpcs.PUT) {
            return new Puts();
        }
        if (row == KvRpcs.DELETE_RANGE) {
            return new Deletes();
        }
        if (row == KvRpcs.TXN) {
            return new Txns();
        }
        return row == KvRpcs.COMPACT ? new Compactions() : null;
    }

    private static final class Ranges extends DirectCodec<Get, GetResult> {
        @Override
        public void write(Get request, WireOut out) {
            DirectRequests.get(request, out);
        }

        @Override
        GetResult read(WireReader in) throws IOException {
            return DirectReplies.range(in);
        }

        @Override
        public Message encode(Get request) {
            return KvRequests.encode(request);
        }

        @Override
        public GetResult fromMessage(Message reply) {
            return KvReplies.decode((RangeResponse) reply);
        }
    }

    private static final class Puts extends DirectCodec<Put, PutResult> {
        @Override
        public void write(Put request, WireOut out) {
            DirectRequests.put(request, out);
        }

        @Override
        PutResult read(WireReader in) throws IOException {
            return DirectReplies.put(in);
        }

        @Override
        public Message encode(Put request) {
            return KvRequests.encode(request);
        }

        @Override
        public PutResult fromMessage(Message reply) {
            return KvReplies.decode((PutResponse) reply);
        }
    }

    private static final class Deletes extends DirectCodec<Delete, DeleteResult> {
        @Override
        public void write(Delete request, WireOut out) {
            DirectRequests.delete(request, out);
        }

        @Override
        DeleteResult read(WireReader in) throws IOException {
            return DirectReplies.delete(in);
        }

        @Override
        public Message encode(Delete request) {
            return KvRequests.encode(request);
        }

        @Override
        public DeleteResult fromMessage(Message reply) {
            return KvReplies.decode((DeleteRangeResponse) reply);
        }
    }

    private static final class Txns extends DirectCodec<Txn, TxnResult> {
        @Override
        public void write(Txn request, WireOut out) {
            DirectRequests.txn(request, out);
        }

        @Override
        TxnResult read(WireReader in) throws IOException {
            return DirectResults.txn(in);
        }

        @Override
        public Message encode(Txn request) {
            return TxnCodec.encode(request);
        }

        @Override
        public TxnResult fromMessage(Message reply) {
            return TxnCodec.decode((TxnResponse) reply);
        }
    }

    private static final class Compactions extends DirectCodec<Compaction, Header> {
        @Override
        public void write(Compaction request, WireOut out) {
            DirectRequests.compaction(request, out);
        }

        @Override
        Header read(WireReader in) throws IOException {
            return DirectResults.compaction(in);
        }

        @Override
        public Message encode(Compaction request) {
            return KvRequests.encode(request);
        }

        @Override
        public Header fromMessage(Message reply) {
            return KvReplies.decode((CompactionResponse) reply);
        }
    }
}
