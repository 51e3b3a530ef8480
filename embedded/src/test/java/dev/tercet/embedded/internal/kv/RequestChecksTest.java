package dev.tercet.embedded.internal.kv;

import static dev.tercet.embedded.internal.kv.Node.delete;
import static dev.tercet.embedded.internal.kv.Node.get;
import static dev.tercet.embedded.internal.kv.Node.op;
import static dev.tercet.embedded.internal.kv.Node.put;
import static dev.tercet.embedded.internal.kv.Node.txn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestChecksTest {
    private final Node node = new Node(Limits.DEFAULT.withMaxTxnOps(4).withMaxRequestBytes(1000));

    static Stream<Arguments> refused() {
        TxnRequest compare =
                TxnRequest.newBuilder().addCompare(Compare.getDefaultInstance()).build();
        return Stream.of(
                arguments(get(""), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(get("").setSortOrderValue(9), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(get("k").setSortOrderValue(3), EtcdErrors.INVALID_SORT_OPTION),
                arguments(get("k").setSortTargetValue(5), EtcdErrors.INVALID_SORT_OPTION),
                arguments(get("k").setRevision(2), EtcdErrors.FUTURE_REVISION),
                arguments(put("", "v"), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(put("k", "v").setIgnoreValue(true), EtcdErrors.VALUE_IS_PROVIDED),
                arguments(put("k", "v").setIgnoreLease(true).setLease(1), EtcdErrors.LEASE_IS_PROVIDED),
                arguments(put("k", "").setIgnoreValue(true), EtcdErrors.KEY_NOT_FOUND),
                arguments(put("k", "v").setIgnoreLease(true), EtcdErrors.KEY_NOT_FOUND),
                arguments(put("k", "v").setLease(1), EtcdErrors.LEASE_NOT_FOUND),
                arguments(put("k", "v".repeat(1000)), EtcdErrors.REQUEST_IS_TOO_LARGE),
                // Before the size, and after it.
                arguments(put("k", "v".repeat(1000)).setIgnoreValue(true), EtcdErrors.VALUE_IS_PROVIDED),
                arguments(put("k", "v".repeat(1000)).setLease(1), EtcdErrors.REQUEST_IS_TOO_LARGE),
                arguments(delete(""), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(compare, EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(txn(RequestOp.getDefaultInstance()), EtcdErrors.KEY_NOT_FOUND),
                arguments(txn(op(put("", ""))), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(txn(op(delete(""))), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(txn(op(get("k").setSortOrderValue(3))), EtcdErrors.INVALID_SORT_OPTION),
                arguments(txn(op(txn(op(txn(op(get(""))))))), EtcdErrors.KEY_IS_NOT_PROVIDED),
                arguments(txn(op(put("k", "v".repeat(1000)))), EtcdErrors.REQUEST_IS_TOO_LARGE),
                arguments(gets(5), EtcdErrors.TOO_MANY_OPERATIONS));
    }

    private static TxnRequest gets(int count) {
        return TxnRequest.newBuilder()
                .addAllFailure(Collections.nCopies(count, op(get("k"))))
                .build();
    }

    @ParameterizedTest
    @MethodSource
    void refused(MessageOrBuilder request, EtcdError error) {
        node.refuses(request instanceof Message.Builder builder ? builder.build() : (Message) request, error);
    }

    @Test
    void aNestedTransactionHasWhatIsLeft() {
        // Of four, the outer list of two leaves two.
        assertThat(node.ask(txn(op(gets(2)), op(gets(2)))).getResponsesCount()).isEqualTo(2);
        node.refuses(txn(op(gets(3)), op(gets(1))), EtcdErrors.TOO_MANY_OPERATIONS);
    }

    @Test
    void aReadingTransactionMayBeOfAnySize() {
        node.ask(txn(op(get("k".repeat(1000)))));
        node.refuses(txn(op(delete("k".repeat(1000)))), EtcdErrors.REQUEST_IS_TOO_LARGE);
    }
}
