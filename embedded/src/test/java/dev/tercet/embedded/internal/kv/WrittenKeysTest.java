package dev.tercet.embedded.internal.kv;

import static dev.tercet.embedded.internal.kv.Node.OPEN;
import static dev.tercet.embedded.internal.kv.Node.bytes;
import static dev.tercet.embedded.internal.kv.Node.delete;
import static dev.tercet.embedded.internal.kv.Node.get;
import static dev.tercet.embedded.internal.kv.Node.op;
import static dev.tercet.embedded.internal.kv.Node.put;
import static dev.tercet.embedded.internal.kv.Node.txn;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrittenKeysTest {
    private static final RequestOp PUT = op(put("k", "v"));
    private static final RequestOp DELETE = op(delete("k"));
    private static final RequestOp DELETE_RANGE = op(delete("a").setRangeEnd(bytes("z")));

    static Stream<TxnRequest> refused() {
        return Stream.of(
                txn(PUT, PUT),
                txn(PUT, DELETE),
                txn(DELETE, PUT),
                txn(DELETE_RANGE, PUT),
                txn(op(delete("k").setRangeEnd(bytes("l"))), PUT),
                txn(PUT, op(txn(PUT))),
                txn(op(txn(PUT)), op(txn(PUT))),
                txn(op(txn(PUT)), DELETE),
                txn(op(txn(DELETE)), PUT),
                txn(op(txn(DELETE)), op(txn(PUT))),
                txn(op(branches(PUT, PUT)), PUT),
                txn(op(branches(PUT, PUT)), op(branches(DELETE, PUT))),
                txn(op(txn(op(txn(PUT)))), DELETE_RANGE),
                TxnRequest.newBuilder().addFailure(PUT).addFailure(PUT).build());
    }

    static Stream<TxnRequest> accepted() {
        return Stream.of(
                txn(),
                txn(PUT, op(put("l", "v")), op(get("k"))),
                txn(DELETE, DELETE_RANGE, DELETE),
                txn(op(delete("k").setRangeEnd(bytes("k"))), PUT),
                txn(op(delete("l").setRangeEnd(bytes("z"))), PUT),
                branches(PUT, PUT),
                branches(PUT, DELETE),
                txn(op(branches(PUT, PUT))),
                txn(op(branches(DELETE, DELETE)), DELETE),
                // etcd's rule has these gaps.
                txn(op(delete("a").setRangeEnd(OPEN)), PUT),
                txn(op(txn(PUT)), op(txn(DELETE))));
    }

    private static TxnRequest branches(RequestOp success, RequestOp failure) {
        return TxnRequest.newBuilder().addSuccess(success).addFailure(failure).build();
    }

    @ParameterizedTest
    @MethodSource
    void refused(TxnRequest request) {
        assertThatThrownBy(() -> WrittenKeys.check(request)).isSameAs(EtcdErrors.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @MethodSource
    void accepted(TxnRequest request) {
        WrittenKeys.check(request);
    }
}
