package dev.tercet.embedded.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmMember;
import dev.tercet.proto.etcdserverpb.AlarmType;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuotaTest {
    private static final AlarmMember NO_SPACE =
            AlarmMember.newBuilder().setMemberID(22).setAlarm(AlarmType.NOSPACE).build();

    @ParameterizedTest
    @MethodSource("transactions")
    void aTransactionCostsItsDearerBranch(TxnRequest txn, long cost) {
        assertThat(Quota.cost(txn)).isEqualTo(cost);
    }

    static Stream<Arguments> transactions() {
        RequestOp put = RequestOp.newBuilder().setRequestPut(put(3, 10)).build();
        RequestOp delete = RequestOp.newBuilder()
                .setRequestDeleteRange(DeleteRangeRequest.getDefaultInstance())
                .build();
        TxnRequest two = TxnRequest.newBuilder()
                .addSuccess(put)
                .addSuccess(delete)
                .addSuccess(put)
                .addFailure(put)
                .build();
        return Stream.of(
                Arguments.of(TxnRequest.getDefaultInstance(), 0),
                Arguments.of(TxnRequest.newBuilder().addSuccess(delete).build(), 0),
                Arguments.of(TxnRequest.newBuilder().addFailure(put).build(), 269),
                Arguments.of(two, 2 * 269),
                Arguments.of(
                        TxnRequest.newBuilder()
                                .addSuccess(put)
                                .addFailure(RequestOp.newBuilder().setRequestTxn(two))
                                .addFailure(put)
                                .build(),
                        3 * 269));
    }

    @Test
    void aPutCostsItsBytesAndSomeMore() {
        assertThat(Quota.cost(put(3, 10))).isEqualTo(269);
    }

    private static void check(Member member, long cost) {
        member.apply.step(() -> {
            member.quota.checkRoom(cost);
            member.quota.checkAlarm(cost);
        });
    }

    @Test
    void theAlarmIsRaisedWhereThereIsNoRoomAndStaysWhateverIsFreed() {
        Member member = new Member(Limits.DEFAULT.withQuotaBytes(100_000));
        check(member, 1_000);

        member.put("k", ByteString.copyFrom(new byte[90_000]));
        assertThatThrownBy(() -> check(member, 1_000)).isSameAs(EtcdErrors.NO_SPACE);
        assertThat(member.alarms.raised(AlarmType.NONE)).containsExactly(NO_SPACE);
        assertThatCode(() -> check(member, 0)).as("what needs no room goes on").doesNotThrowAnyException();

        member.delete("k");
        member.compact(member.store.revision());
        member.apply.step(member.store::defragment);
        member.apply.step(() -> member.quota.checkRoom(1_000));
        assertThatThrownBy(() -> member.apply.step(() -> member.quota.checkAlarm(1_000)))
                .isSameAs(EtcdErrors.NO_SPACE);

        member.alarms.deactivate(22, AlarmType.NOSPACE);
        check(member, 1_000);
    }

    @Test
    void theLastByteIsNotGivenAway() {
        Member member = new Member(Limits.DEFAULT.withQuotaBytes(20_480 + 1_000));
        check(member, 999);
        assertThatThrownBy(() -> check(member, 1_000)).isSameAs(EtcdErrors.NO_SPACE);
    }

    @Test
    void withoutAQuotaThereIsAlwaysRoom() {
        Member member = new Member(Limits.DEFAULT.withQuotaBytes(-1));
        check(member, Long.MAX_VALUE);
    }

    @Test
    void corruptionIsToldByAnyMember() {
        Member member = new Member(Limits.DEFAULT);
        member.apply.step(member.quota::checkIntact);
        member.alarms.activate(7, AlarmType.CORRUPT);
        assertThatThrownBy(() -> member.apply.step(member.quota::checkIntact)).isSameAs(EtcdErrors.CORRUPT_CLUSTER);
        member.alarms.deactivate(7, AlarmType.CORRUPT);
        member.apply.step(member.quota::checkIntact);
    }

    private static PutRequest put(int key, int value) {
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFrom(new byte[key]))
                .setValue(ByteString.copyFrom(new byte[value]))
                .build();
    }
}
