package dev.tercet.embedded.internal.kv;

import static dev.tercet.embedded.internal.kv.Node.bytes;
import static dev.tercet.embedded.internal.kv.Node.delete;
import static dev.tercet.embedded.internal.kv.Node.from;
import static dev.tercet.embedded.internal.kv.Node.get;
import static dev.tercet.embedded.internal.kv.Node.line;
import static dev.tercet.embedded.internal.kv.Node.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortTarget;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RangeTest {
    private final Node node = new Node();

    @BeforeEach
    void fill() {
        node.lease(7);
        node.ask(put("a", "3")); // 2
        node.ask(put("b", "2")); // 3
        node.ask(put("c", "1").setLease(7)); // 4
        node.ask(put("d", "3")); // 5
        node.ask(put("b", "9")); // 6
    }

    @Test
    void oneKey() {
        RangeResponse answer = node.ask(get("b"));
        assertThat(answer.getKvsList())
                .containsExactly(KeyValue.newBuilder()
                        .setKey(bytes("b"))
                        .setValue(bytes("9"))
                        .setCreateRevision(3)
                        .setModRevision(6)
                        .setVersion(2)
                        .build());
        assertThat(answer.getCount()).isEqualTo(1);
        assertThat(answer.getHeader().getRevision()).isEqualTo(6);
        assertThat(answer.getHeader().getClusterId()).isEqualTo(11);
        assertThat(answer.getHeader().getMemberId()).isEqualTo(22);
        assertThat(answer.getHeader().getRaftTerm()).isEqualTo(33);
    }

    @Test
    void noKey() {
        RangeResponse answer = node.ask(get("x"));
        assertThat(answer.getKvsList()).isEmpty();
        assertThat(answer.getCount()).isZero();
        assertThat(answer.getMore()).isFalse();
    }

    @Test
    void intervals() {
        assertThat(told(from("b"))).isEqualTo("b=9 c=1 d=3");
        assertThat(told(get("a").setRangeEnd(bytes("c")))).isEqualTo("a=3 b=9");
        assertThat(told(get("c").setRangeEnd(bytes("a")))).isEmpty();
        assertThat(told(get("b").setRangeEnd(bytes("b")))).isEmpty();
    }

    @Test
    void thePast() {
        RangeResponse answer = node.ask(from("a").setRevision(4));
        assertThat(line(answer.getKvsList())).isEqualTo("a=3 b=2 c=1");
        assertThat(answer.getHeader().getRevision()).isEqualTo(6);
        assertThat(told(get("b").setRevision(2))).isEmpty();
        assertThat(told(get("b").setRevision(-1))).isEqualTo("b=9");
        node.refuses(get("b").setRevision(7), EtcdErrors.FUTURE_REVISION);
        node.refuses(get("b").setRevision(7).setCountOnly(true), EtcdErrors.FUTURE_REVISION);
    }

    @Test
    void aLimitDoesNotLimitTheCount() {
        RangeResponse answer = node.ask(from("a").setLimit(2));
        assertThat(line(answer.getKvsList())).isEqualTo("a=3 b=9");
        assertThat(answer.getMore()).isTrue();
        assertThat(answer.getCount()).isEqualTo(4);
        assertThat(node.ask(from("a").setLimit(4)).getMore()).isFalse();
        assertThat(node.ask(from("a").setLimit(-1)).getKvsCount()).isEqualTo(4);
        assertThat(node.ask(from("a").setLimit(Long.MAX_VALUE)).getKvsCount()).isEqualTo(4);
    }

    @Test
    void onlyTheCount() {
        RangeResponse answer = node.ask(from("a").setCountOnly(true).setLimit(2).setMinModRevision(5));
        assertThat(answer.getKvsList()).isEmpty();
        assertThat(answer.getCount()).isEqualTo(4);
        assertThat(answer.getMore()).isFalse();
        assertThat(node.ask(from("a").setCountOnly(true).setRevision(3)).getCount())
                .isEqualTo(2);
    }

    @Test
    void onlyTheKeys() {
        KeyValue bare = KeyValue.newBuilder()
                .setKey(bytes("c"))
                .setCreateRevision(4)
                .setModRevision(4)
                .setVersion(1)
                .build();
        assertThat(node.ask(get("c").setKeysOnly(true)).getKvsList()).containsExactly(bare);
        assertThat(node.ask(get("c").setKeysOnly(true).setSortTarget(SortTarget.VALUE))
                        .getKvsList())
                .containsExactly(bare.toBuilder().setLease(7).build());
    }

    @Test
    void sorting() {
        assertThat(sorted(SortTarget.KEY, SortOrder.DESCEND)).isEqualTo("d=3 c=1 b=9 a=3");
        assertThat(sorted(SortTarget.VALUE, SortOrder.ASCEND)).isEqualTo("c=1 a=3 d=3 b=9");
        assertThat(sorted(SortTarget.VALUE, SortOrder.DESCEND)).isEqualTo("b=9 a=3 d=3 c=1");
        assertThat(sorted(SortTarget.VERSION, SortOrder.DESCEND)).isEqualTo("b=9 a=3 c=1 d=3");
        assertThat(sorted(SortTarget.CREATE, SortOrder.DESCEND)).isEqualTo("d=3 c=1 b=9 a=3");
        assertThat(sorted(SortTarget.MOD, SortOrder.ASCEND)).isEqualTo("a=3 c=1 d=3 b=9");
        assertThat(told(from("a")
                        .setSortTarget(SortTarget.KEY)
                        .setSortOrder(SortOrder.DESCEND)
                        .setLimit(1)))
                .isEqualTo("d=3");
    }

    @Test
    void withoutAnOrderItIsTheFirstKeysThatAreSorted() {
        assertThat(told(from("a").setSortTarget(SortTarget.MOD).setLimit(3))).isEqualTo("a=3 c=1 d=3");
        // One more than wanted is read, and this is what b is dropped for.
        assertThat(told(from("a").setSortTarget(SortTarget.MOD).setLimit(2))).isEqualTo("a=3 c=1");
    }

    @Test
    void filters() {
        assertThat(told(from("a").setMinModRevision(4))).isEqualTo("b=9 c=1 d=3");
        assertThat(told(from("a").setMaxModRevision(4))).isEqualTo("a=3 c=1");
        assertThat(told(from("a").setMinCreateRevision(3).setMaxCreateRevision(4)))
                .isEqualTo("b=9 c=1");
        RangeResponse answer = node.ask(from("a").setMinModRevision(4).setLimit(2));
        assertThat(line(answer.getKvsList())).isEqualTo("b=9 c=1");
        assertThat(answer.getMore()).isTrue();
        assertThat(answer.getCount()).isEqualTo(4);
    }

    @Test
    void afterACompaction() {
        node.ask(delete("a")); // 7
        node.compact(6);
        node.refuses(get("a").setRevision(5), EtcdErrors.COMPACTED);
        assertThat(told(get("a").setRevision(6))).isEqualTo("a=3");
        assertThat(told(from("a"))).isEqualTo("b=9 c=1 d=3");
    }

    private String sorted(SortTarget target, SortOrder order) {
        return told(from("a").setSortTarget(target).setSortOrder(order));
    }

    private String told(RangeRequest.Builder request) {
        return line(node.ask(request).getKvsList());
    }
}
