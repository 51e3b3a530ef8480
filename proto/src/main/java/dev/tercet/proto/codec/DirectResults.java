package dev.tercet.proto.codec;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.kv.Header;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers to transactions, which nest, and to renewals, as {@link DirectReplies} reads the others. */
final class DirectResults {
    // As deep as protobuf goes.
    private static final int NESTED_TXNS = 50;

    private DirectResults() {}

    static Header compaction(WireReader in) throws IOException {
        Header header = Header.NONE;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ((CompactionResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED)) {
                header = DirectParts.header(in);
            } else {
                in.skip(tag);
            }
        }
        return header;
    }

    static LeaseRenewal renewal(WireReader in) throws IOException {
        Header header = Header.NONE;
        long id = 0;
        long ttl = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (LeaseKeepAliveResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (LeaseKeepAliveResponse.ID_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> id = in.int64();
                case (LeaseKeepAliveResponse.TTL_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> ttl = in.int64();
                default -> in.skip(tag);
            }
        }
        return new LeaseRenewal(header, id, Duration.ofSeconds(ttl));
    }

    static TxnResult txn(WireReader in) throws IOException {
        return txn(in, 0);
    }

    private static TxnResult txn(WireReader in, int depth) throws IOException {
        if (depth == NESTED_TXNS) {
            throw new InvalidProtocolBufferException("transactions are nested too deep");
        }
        Header header = Header.NONE;
        boolean succeeded = false;
        List<OpResult> results = new ArrayList<>();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (TxnResponse.HEADER_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED ->
                    header = DirectParts.header(in);
                case (TxnResponse.SUCCEEDED_FIELD_NUMBER << 3) | WIRETYPE_VARINT -> succeeded = in.bool();
                case (TxnResponse.RESPONSES_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    int outer = in.enter();
                    results.add(result(in, depth));
                    in.leave(outer);
                }
                default -> in.skip(tag);
            }
        }
        return new TxnResult(header, succeeded, List.copyOf(results));
    }

    private static OpResult result(WireReader in, int depth) throws IOException {
        // Stays if the operation is of a kind that we could not have sent: its place must be kept all the same.
        OpResult result = TxnCodec.NONE;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case (ResponseOp.RESPONSE_RANGE_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    int outer = in.enter();
                    result = DirectReplies.range(in);
                    in.leave(outer);
                }
                case (ResponseOp.RESPONSE_PUT_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    int outer = in.enter();
                    result = DirectReplies.put(in);
                    in.leave(outer);
                }
                case (ResponseOp.RESPONSE_DELETE_RANGE_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    int outer = in.enter();
                    result = DirectReplies.delete(in);
                    in.leave(outer);
                }
                case (ResponseOp.RESPONSE_TXN_FIELD_NUMBER << 3) | WIRETYPE_LENGTH_DELIMITED -> {
                    int outer = in.enter();
                    result = txn(in, depth + 1);
                    in.leave(outer);
                }
                default -> in.skip(tag);
            }
        }
        return result;
    }
}
