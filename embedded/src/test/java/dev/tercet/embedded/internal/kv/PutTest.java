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

import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmType;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import org.junit.jupiter.api.Test;

/** Puts, deletions and compactions, and when they are refused. */
class PutTest {
    private final Node node = new Node();

    @Test
    void previousValues() {
        assertThat(node.ask(put("k", "1").setPrevKv(true)).hasPrevKv()).isFalse();
        assertThat(node.ask(put("k", "2")).hasPrevKv()).isFalse();
        KeyValue previous = node.ask(put("k", "3").setPrevKv(true)).getPrevKv();
        assertThat(previous.getValue()).isEqualTo(bytes("2"));
        assertThat(previous.getVersion()).isEqualTo(2);
    }

    @Test
    void ignoringValueOrLease() {
        node.lease(7);
        node.ask(put("k", "1").setLease(7));
        node.ask(put("k", "2").setIgnoreLease(true));
        KeyValue kv = node.ask(get("k")).getKvs(0);
        assertThat(kv.getLease()).isEqualTo(7);
        assertThat(kv.getValue()).isEqualTo(bytes("2"));
        node.ask(put("k", "").setIgnoreValue(true));
        kv = node.ask(get("k")).getKvs(0);
        assertThat(kv.getLease()).isZero();
        assertThat(kv.getValue()).isEqualTo(bytes("2"));
    }

    @Test
    void deletions() {
        node.ask(put("a", "1"));
        node.ask(put("b", "1"));
        assertThat(node.ask(delete("x")).getHeader().getRevision()).isEqualTo(3);
        DeleteRangeResponse answer = node.ask(delete("a").setRangeEnd(OPEN).setPrevKv(true));
        assertThat(answer.getDeleted()).isEqualTo(2);
        assertThat(line(answer.getPrevKvsList())).isEqualTo("a=1 b=1");
        assertThat(answer.getHeader().getRevision()).isEqualTo(4);
        node.ask(put("a", "2"));
        assertThat(node.ask(get("a")).getKvs(0).getCreateRevision()).isEqualTo(5);
    }

    @Test
    void compactions() {
        node.ask(put("a", "1"));
        node.ask(put("a", "2"));
        node.refuses(CompactionRequest.newBuilder().setRevision(4), EtcdErrors.FUTURE_REVISION);
        node.refuses(CompactionRequest.newBuilder().setRevision(-1), EtcdErrors.COMPACTED);
        node.compact(0);
        node.refuses(CompactionRequest.newBuilder(), EtcdErrors.COMPACTED);
        node.compact(3);
        node.refuses(CompactionRequest.newBuilder().setRevision(3), EtcdErrors.COMPACTED);
        assertThat(line(node.ask(from("a")).getKvsList())).isEqualTo("a=2");
    }

    @Test
    void theAlarmNoSpaceRefusesPutsOnly() {
        Node full = new Node(Limits.DEFAULT.withQuotaBytes(40_000));
        full.ask(put("k", "1"));
        full.refuses(put("", "v".repeat(40_000)), EtcdErrors.NO_SPACE);
        full.refuses(put("k", "2"), EtcdErrors.NO_SPACE);
        full.refuses(put("", "2"), EtcdErrors.KEY_IS_NOT_PROVIDED);
        full.refuses(txn(op(put("k", "2"))), EtcdErrors.NO_SPACE);
        assertThat(line(full.ask(get("k")).getKvsList())).isEqualTo("k=1");
        full.ask(txn(op(delete("x"))));
        full.ask(delete("k"));
    }

    @Test
    void theAlarmCorruptRefusesWritesOnly() {
        node.ask(put("k", "1"));
        node.asking("Maintenance")
                .ask(
                        "Alarm",
                        AlarmRequest.newBuilder()
                                .setAction(AlarmRequest.AlarmAction.ACTIVATE)
                                .setAlarm(AlarmType.CORRUPT)
                                .build());
        node.refuses(put("k", "2"), EtcdErrors.CORRUPT_CLUSTER);
        node.refuses(delete("k"), EtcdErrors.CORRUPT_CLUSTER);
        node.refuses(txn(op(delete("k"))), EtcdErrors.CORRUPT_CLUSTER);
        node.refuses(CompactionRequest.newBuilder().setRevision(9), EtcdErrors.CORRUPT_CLUSTER);
        assertThat(node.ask(txn(op(get("k")))).getResponsesCount()).isEqualTo(1);
    }
}
