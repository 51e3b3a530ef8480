package dev.tercet.benchmarks.stub;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.mvccpb.KeyValue;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the stub server says, made before anybody asks. */
final class Replies {
    // First: the replies below are made of it.
    private static final ByteString VALUE = UnsafeByteOperations.unsafeWrap(Data.value());

    static final ResponseHeader HEADER = ResponseHeader.newBuilder()
            .setClusterId(1)
            .setMemberId(1)
            .setRevision(2)
            .setRaftTerm(2)
            .build();
    static final PutResponse PUT = PutResponse.newBuilder().setHeader(HEADER).build();
    static final RangeResponse ONE_KEY = range(new byte[][] {Data.keys()[0]});
    private static final Map<Integer, RangeResponse> RANGES = new ConcurrentHashMap<>();

    private Replies() {}

    /** So many keys, made when first asked for. */
    static RangeResponse range(int keys) {
        return RANGES.computeIfAbsent(keys, count -> range(Data.rangeKeys(count)));
    }

    /** A key and its value, as written at that revision. */
    static KeyValue keyValue(ByteString key, long revision) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(VALUE)
                .setCreateRevision(1)
                .setModRevision(revision)
                .setVersion(revision)
                .build();
    }

    /** Answers a unary call. */
    static <T> void answer(StreamObserver<T> caller, T reply) {
        caller.onNext(reply);
        caller.onCompleted();
    }

    private static RangeResponse range(byte[][] keys) {
        RangeResponse.Builder response =
                RangeResponse.newBuilder().setHeader(HEADER).setCount(keys.length);
        for (byte[] key : keys) {
            response.addKvs(keyValue(UnsafeByteOperations.unsafeWrap(key), 2));
        }
        return response.build();
    }
}
