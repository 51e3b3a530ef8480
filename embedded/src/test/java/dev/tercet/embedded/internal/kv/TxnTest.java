package dev.tercet.embedded.internal.kv;

import static dev.tercet.embedded.internal.kv.Node.OPEN;
import static dev.tercet.embedded.internal.kv.Node.bytes;
import static dev.tercet.embedded.internal.kv.Node.delete;
import static dev.tercet.embedded.internal.kv.Node.from;
import static dev.tercet.embedded.internal.kv.Node.get;
import static dev.tercet.embedded.internal.kv.Node.line;
import static dev.tercet.embedded.internal.kv.Node.op;
import static dev.tercet.embedded.internal.kv.Node.put;
import static dev.tercet.embedded.internal.kv.Node.txn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.Compare.CompareResult;
import dev.tercet.proto.etcdserverpb.Compare.CompareTarget;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TxnTest {
    private final Node node = new Node();

    @BeforeEach
    void fill() {
        node.lease(7);
        node.ask(put("a", "1")); // 2
        node.ask(put("b", "2").setLease(7)); // 3
        node.ask(put("b", "3").setLease(7)); // 4
    }

    static Stream<Arguments> compares() {
        return Stream.of(
                arguments(value("a", CompareResult.EQUAL, "1"), true),
                arguments(value("a", CompareResult.NOT_EQUAL, "1"), false),
                arguments(value("a", CompareResult.LESS, "10"), true),
                arguments(value("a", CompareResult.GREATER, "0"), true),
                arguments(value("x", CompareResult.EQUAL, ""), false),
                arguments(value("x", CompareResult.NOT_EQUAL, "1"), false),
                arguments(of("b", CompareTarget.VERSION).setVersion(2), true),
                arguments(of("x", CompareTarget.VERSION), true),
                arguments(of("b", CompareTarget.CREATE).setCreateRevision(3), true),
                arguments(of("b", CompareTarget.MOD).setModRevision(4), true),
                arguments(of("b", CompareTarget.LEASE).setLease(7), true),
                arguments(of("x", CompareTarget.LEASE).setResult(CompareResult.GREATER), false),
                // The wrong kind of number is none.
                arguments(of("b", CompareTarget.VERSION).setLease(2), false),
                // All of an interval, and of an empty one what is not there.
                arguments(of("a", CompareTarget.LEASE).setRangeEnd(OPEN).setLease(7), false),
                arguments(
                        of("a", CompareTarget.MOD)
                                .setRangeEnd(bytes("z"))
                                .setResult(CompareResult.GREATER)
                                .setModRevision(1),
                        true),
                arguments(of("x", CompareTarget.CREATE).setRangeEnd(OPEN), true),
                arguments(of("x", CompareTarget.VALUE).setRangeEnd(OPEN), false),
                // What etcd does not know.
                arguments(of("a", CompareTarget.MOD).setTargetValue(9).setModRevision(9), true),
                arguments(of("a", CompareTarget.MOD).setResultValue(9), true));
    }

    private static Compare.Builder of(String key, CompareTarget target) {
        return Compare.newBuilder().setKey(bytes(key)).setTarget(target);
    }

    private static Compare.Builder value(String key, CompareResult result, String value) {
        return of(key, CompareTarget.VALUE).setResult(result).setValue(bytes(value));
    }

    @ParameterizedTest
    @MethodSource
    void compares(Compare.Builder compare, boolean holds) {
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(of("a", CompareTarget.VERSION).setVersion(1))
                .addCompare(compare)
                .addSuccess(op(get("a")))
                .build();
        TxnResponse answer = node.ask(request);
        assertThat(answer.getSucceeded()).isEqualTo(holds);
        assertThat(answer.getResponsesCount()).isEqualTo(holds ? 1 : 0);
        assertThat(answer.getHeader().getRevision()).isEqualTo(4);
    }

    @Test
    void itIsOneRevisionAndReadsWhatItWrites() {
        TxnResponse answer = node.ask(txn(
                op(get("c")),
                op(put("c", "1")),
                op(put("a", "2").setPrevKv(true)),
                op(from("a")),
                op(from("a").setRevision(4)),
                op(delete("b").setPrevKv(true)),
                op(delete("b")),
                op(from("a").setCountOnly(true))));
        assertThat(answer.getHeader().getRevision()).isEqualTo(5);
        assertThat(answer.getHeader().getMemberId()).isEqualTo(22);
        assertThat(line(answer.getResponses(0).getResponseRange().getKvsList())).isEmpty();
        assertThat(line(answer.getResponses(3).getResponseRange().getKvsList())).isEqualTo("a=2 b=3 c=1");
        assertThat(line(answer.getResponses(4).getResponseRange().getKvsList())).isEqualTo("a=1 b=3");
        assertThat(answer.getResponses(2).getResponsePut().getPrevKv().getValue())
                .isEqualTo(bytes("1"));
        assertThat(line(answer.getResponses(5).getResponseDeleteRange().getPrevKvsList()))
                .isEqualTo("b=3");
        assertThat(answer.getResponses(6).getResponseDeleteRange().getDeleted()).isZero();
        assertThat(answer.getResponses(7).getResponseRange().getCount()).isEqualTo(2);
        assertThat(node.ask(from("a")).getKvsList())
                .extracting(kv -> kv.getModRevision())
                .containsExactly(5L, 5L);
    }

    @Test
    void partsHaveTheRevisionAndNestedTransactionsNotEvenThat() {
        TxnResponse answer = node.ask(txn(op(get("a")), op(delete("x")), op(txn(op(put("c", "1")))), op(get("a"))));
        assertThat(answer.getResponsesList().stream().map(TxnTest::header).map(ResponseHeader::getRevision))
                .containsExactly(4L, 4L, 0L, 5L);
        assertThat(answer.getResponsesList().stream().map(TxnTest::header).map(ResponseHeader::getMemberId))
                .containsOnly(0L);
        ResponseOp nested = answer.getResponses(2);
        assertThat(nested.getResponseTxn().hasHeader()).isTrue();
        assertThat(header(nested.getResponseTxn().getResponses(0)).getRevision())
                .isEqualTo(5);
    }

    private static ResponseHeader header(ResponseOp op) {
        return switch (op.getResponseCase()) {
            case RESPONSE_RANGE -> op.getResponseRange().getHeader();
            case RESPONSE_PUT -> op.getResponsePut().getHeader();
            case RESPONSE_DELETE_RANGE -> op.getResponseDeleteRange().getHeader();
            case RESPONSE_TXN -> op.getResponseTxn().getHeader();
            case RESPONSE_NOT_SET -> throw new AssertionError("no response");
        };
    }

    @Test
    void nestedTransactionsCompareWhatWasBefore() {
        TxnRequest nested = TxnRequest.newBuilder()
                .addCompare(value("a", CompareResult.EQUAL, "1"))
                .addSuccess(op(put("then", "1")))
                .addFailure(op(put("else", "1")))
                .build();
        node.ask(txn(op(put("a", "2")), op(nested)));
        assertThat(line(node.ask(from("a")).getKvsList())).isEqualTo("a=2 b=3 then=1");
    }

    @Test
    void onlyTheChosenBranchIsHeldAgainstTheState() {
        RequestOp unknownLease = op(put("c", "1").setLease(99));
        TxnRequest safe = TxnRequest.newBuilder()
                .addSuccess(op(get("a")))
                .addFailure(unknownLease)
                .build();
        assertThat(node.ask(safe).getSucceeded()).isTrue();
        node.refuses(txn(op(put("d", "1")), unknownLease), EtcdErrors.LEASE_NOT_FOUND);
        node.refuses(txn(op(put("d", "1")), op(txn(unknownLease))), EtcdErrors.LEASE_NOT_FOUND);
        node.refuses(txn(op(put("d", "1")), op(get("a").setRevision(5))), EtcdErrors.FUTURE_REVISION);
        node.refuses(txn(op(put("d", "1").setIgnoreLease(true))), EtcdErrors.KEY_NOT_FOUND);
        node.compact(3);
        node.refuses(txn(op(put("d", "1")), op(get("a").setRevision(2))), EtcdErrors.COMPACTED);
        node.refuses(txn(op(get("a").setRevision(-1))), EtcdErrors.COMPACTED);
    }

    @Test
    void whatChangesNothingHasNoRevision() {
        assertThat(node.ask(txn(op(delete("x")))).getHeader().getRevision()).isEqualTo(4);
        assertThat(node.ask(txn()).getSucceeded()).isTrue();
        assertThat(node.revision()).isEqualTo(4);
    }

    @Test
    void aKeyMayComeAndGoInOneRevision() {
        node.ask(txn(op(delete("a").setRangeEnd(OPEN)), op(put("a", "new"))));
        assertThat(node.ask(get("a")).getKvs(0).getVersion()).isEqualTo(1);
        node.ask(txn(op(txn(op(put("c", "1")))), op(txn(op(delete("c"))))));
        assertThat(node.revision()).isEqualTo(6);
        assertThat(line(node.ask(from("a")).getKvsList())).isEqualTo("a=new");
        assertThat(line(node.ask(from("a").setRevision(4)).getKvsList())).isEqualTo("a=1 b=3");
    }
}
