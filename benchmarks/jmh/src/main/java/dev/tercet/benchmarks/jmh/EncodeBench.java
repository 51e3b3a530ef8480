package dev.tercet.benchmarks.jmh;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.grpc.internal.call.WireMethods;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.proto.etcdserverpb.Compare.CompareTarget;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.spi.KvRpcs;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * From a key and a value to bytes in the connection's buffer: through our values, and beside it as a user of the generated messages
 * would do it.
 */
@State(Scope.Thread)
public class EncodeBench {
    private static final MethodDescriptor<Put, PutResult> PUT = WireMethods.of(KvRpcs.PUT);
    private static final MethodDescriptor<Get, GetResult> RANGE = WireMethods.of(KvRpcs.RANGE);
    private static final MethodDescriptor<Txn, TxnResult> TXN = WireMethods.of(KvRpcs.TXN);

    private final byte[] key = Samples.key(1).toArray();
    private final byte[] value = Samples.value().toArray();
    private final Outbox outbox = new Outbox();

    @Benchmark
    public int put() throws IOException {
        return outbox.take(PUT.streamRequest(Put.of(Bytes.wrap(key), Bytes.wrap(value))));
    }

    @Benchmark
    public int putGenerated() throws IOException {
        return outbox.take(KVGrpc.getPutMethod().streamRequest(putRequest()));
    }

    @Benchmark
    public int get() throws IOException {
        return outbox.take(RANGE.streamRequest(Get.of(Bytes.wrap(key))));
    }

    @Benchmark
    public int getGenerated() throws IOException {
        RangeRequest request = RangeRequest.newBuilder().setKey(bytes(key)).build();
        return outbox.take(KVGrpc.getRangeMethod().streamRequest(request));
    }

    /** Puts the key unless it is there, and reads it if it is. */
    @Benchmark
    public int txn() throws IOException {
        Bytes of = Bytes.wrap(key);
        Txn txn = Txn.when(Compare.version(of).equalTo(0))
                .then(Put.of(of, Bytes.wrap(value)))
                .orElse(Get.of(of));
        return outbox.take(TXN.streamRequest(txn));
    }

    @Benchmark
    public int txnGenerated() throws IOException {
        ByteString of = bytes(key);
        TxnRequest txn = TxnRequest.newBuilder()
                .addCompare(dev.tercet.proto.etcdserverpb.Compare.newBuilder()
                        .setKey(of)
                        .setTarget(CompareTarget.VERSION)
                        .setVersion(0))
                .addSuccess(RequestOp.newBuilder().setRequestPut(putRequest()))
                .addFailure(RequestOp.newBuilder()
                        .setRequestRange(RangeRequest.newBuilder().setKey(of)))
                .build();
        return outbox.take(KVGrpc.getTxnMethod().streamRequest(txn));
    }

    private PutRequest putRequest() {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
    }

    private static ByteString bytes(byte[] array) {
        return UnsafeByteOperations.unsafeWrap(array);
    }
}
