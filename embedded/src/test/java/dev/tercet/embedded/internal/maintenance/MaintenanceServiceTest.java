package dev.tercet.embedded.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmMember;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmRequest.AlarmAction;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.AlarmType;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DefragmentResponse;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.DowngradeRequest.DowngradeAction;
import dev.tercet.proto.etcdserverpb.DowngradeResponse;
import dev.tercet.proto.etcdserverpb.HashKVRequest;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.MoveLeaderRequest;
import dev.tercet.proto.etcdserverpb.MoveLeaderResponse;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceServiceTest {
    /** etcd's checksum of no keys. */
    private static final int NOTHING_HASH = 1_084_519_789;

    private final Member member = new Member(Limits.DEFAULT.withQuotaBytes(1_000_000));

    @Test
    void statusIsThatOfAMemberWhichLeadsItself() {
        StatusResponse status = status();
        assertThat(status.getHeader().getClusterId()).isEqualTo(11);
        assertThat(status.getHeader().getRevision()).isEqualTo(1);
        assertThat(status.getLeader())
                .isEqualTo(22)
                .isEqualTo(status.getHeader().getMemberId());
        assertThat(status.getVersion()).isEqualTo("3.7.3");
        assertThat(status.getStorageVersion()).isEqualTo("3.7.0");
        assertThat(status.getDbSizeQuota()).isEqualTo(1_000_000);
        assertThat(status.getDbSize()).isEqualTo(20_480);
        assertThat(status.getRaftTerm()).isEqualTo(2);
        assertThat(status.getRaftIndex()).isEqualTo(status.getRaftAppliedIndex());
        assertThat(status.hasDowngradeInfo()).isTrue();
        assertThat(status.getDowngradeInfo().getEnabled()).isFalse();
        assertThat(status.getErrorsList()).isEmpty();
    }

    @Test
    void alarmsAreRaisedAndDisarmedByHand() {
        AlarmMember corrupt = alarm(7, AlarmType.CORRUPT);
        AlarmMember space = alarm(-1, AlarmType.NOSPACE);
        assertThat(alarms(AlarmAction.ACTIVATE, corrupt)).containsExactly(corrupt);
        assertThat(alarms(AlarmAction.ACTIVATE, corrupt)).as("again").containsExactly(corrupt);
        assertThat(alarms(AlarmAction.ACTIVATE, space)).containsExactly(space);
        assertThat(alarms(AlarmAction.ACTIVATE, alarm(7, AlarmType.NONE))).isEmpty();

        assertThat(alarms(AlarmAction.GET, alarm(0, AlarmType.NONE))).containsExactly(corrupt, space);
        assertThat(alarms(AlarmAction.GET, alarm(7, AlarmType.NOSPACE)))
                .as("whoever is named")
                .containsExactly(space);
        assertThat(status().getErrorsList())
                .containsExactly("memberID:7 alarm:CORRUPT", "memberID:18446744073709551615 alarm:NOSPACE");

        assertThat(alarms(AlarmAction.DEACTIVATE, alarm(8, AlarmType.CORRUPT))).isEmpty();
        assertThat(alarms(AlarmAction.DEACTIVATE, corrupt)).containsExactly(corrupt);
        assertThat(alarms(AlarmAction.DEACTIVATE, corrupt)).as("again").isEmpty();
        assertThat(alarms(AlarmAction.GET, alarm(0, AlarmType.NONE))).containsExactly(space);
    }

    @Test
    void anActionThatIsUnknownIsRefused() {
        assertRefused("Alarm", AlarmRequest.newBuilder().setActionValue(9).build(), EtcdErrors.UNKNOWN_METHOD.text());
        assertRefused(
                "Downgrade", DowngradeRequest.newBuilder().setActionValue(9).build(), EtcdErrors.UNKNOWN_METHOD.text());
    }

    @Test
    void theDatabaseShrinksWhenItIsDefragmentedOnly() {
        member.put("k", ByteString.copyFrom(new byte[100_000]));
        member.put("k");
        StatusResponse full = status();
        assertThat(full.getDbSize()).isGreaterThan(100_000);

        member.compact(member.store.revision());
        assertThat(status().getDbSize()).isEqualTo(full.getDbSize());
        assertThat(status().getDbSizeInUse()).isLessThan(50_000);

        DefragmentResponse reply = member.maintenance.ask("Defragment", DefragmentRequest.getDefaultInstance());
        assertThat(reply.hasHeader()).isFalse();
        assertThat(status().getDbSize()).isLessThan(50_000);
    }

    @Test
    void theHashOfAPastRevisionStays() {
        member.put("a");
        HashKVResponse before = hash(0);
        assertThat(before.getHashRevision()).isEqualTo(2);
        assertThat(before.getCompactRevision()).isEqualTo(-1);
        member.put("b");
        assertThat(hash(0).getHash()).isNotEqualTo(before.getHash());
        assertThat(hash(2).getHash()).isEqualTo(before.getHash());
        assertThat(hash(2).getHeader().getRevision()).isEqualTo(3);

        HashKVResponse three = hash(3);
        member.compact(3);
        assertThat(hash(0).getCompactRevision()).isEqualTo(3);
        // What was compacted at is remembered as it was before.
        assertThat(hash(3).getCompactRevision()).isEqualTo(-1);
        assertThat(hash(3).getHash()).isEqualTo(three.getHash());
        // Nothing is that old; a checksum of nothing is not zero.
        assertThat(hash(-1).getHash()).isEqualTo(NOTHING_HASH);
        assertThat(hash(-1).getHashRevision()).isEqualTo(-1);
        assertRefused("HashKV", HashKVRequest.newBuilder().setRevision(2).build(), EtcdErrors.COMPACTED.text());
        assertRefused("HashKV", HashKVRequest.newBuilder().setRevision(4).build(), EtcdErrors.FUTURE_REVISION.text());
    }

    @Test
    void theOneThatLeadsMayBeToldToLead() {
        MoveLeaderResponse reply = member.maintenance.ask(
                "MoveLeader", MoveLeaderRequest.newBuilder().setTargetID(22).build());
        assertThat(reply.hasHeader()).isFalse();
        assertRefused(
                "MoveLeader",
                MoveLeaderRequest.newBuilder().setTargetID(23).build(),
                EtcdErrors.BAD_LEADER_TRANSFEREE.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "3", "3.", "3.6.", "v3.6.0", "3.6.0.0", " 3.6", "3.6-rc.0", "3.-6.0"})
    void aVersionIsThreeNumbersOrTwo(String version) {
        assertRefused(
                "Downgrade",
                downgrading(DowngradeAction.VALIDATE, version),
                EtcdErrors.WRONG_DOWNGRADE_TARGET_VERSION_FORMAT.text());
    }

    @ParameterizedTest
    @CsvSource({
        "3.6, true",
        "3.6.0, true",
        "3.6.99-rc.1+x, true",
        "3.5, false",
        "3.7, false",
        "3.8, false",
        "2.6, false"
    })
    void aDowngradeIsByOneMinorVersion(String version, boolean allowed) {
        DowngradeRequest request = downgrading(DowngradeAction.VALIDATE, version);
        if (allowed) {
            DowngradeResponse reply = member.maintenance.ask("Downgrade", request);
            assertThat(reply.getVersion()).isEqualTo("3.7");
        } else {
            assertRefused("Downgrade", request, EtcdErrors.INVALID_DOWNGRADE_TARGET_VERSION.text());
        }
    }

    @Test
    void aDowngradeIsAskedForAndGivenUp() {
        member.time.advance(Duration.ofSeconds(12).toNanos());
        assertThat(downgrade(DowngradeAction.CANCEL, "")).as("of none").isEqualTo("3.7");
        assertThat(downgrade(DowngradeAction.ENABLE, "3.6")).isEqualTo("3.7");
        assertThat(status().getDowngradeInfo().getEnabled()).isTrue();
        assertThat(status().getDowngradeInfo().getTargetVersion()).isEqualTo("3.6.0");
        assertThat(status().getStorageVersion()).isEqualTo("3.7.0");
        assertRefused("Downgrade", downgrading(DowngradeAction.ENABLE, "3.6"), inProgress());

        member.time.advance(Duration.ofSeconds(3).toNanos());
        assertThat(status().getStorageVersion())
                .as("the leader looks every five seconds")
                .isEqualTo("3.6.0");
        assertRefused(
                "Downgrade",
                downgrading(DowngradeAction.ENABLE, "3.6"),
                EtcdErrors.INVALID_DOWNGRADE_TARGET_VERSION.text());
        assertRefused("Downgrade", downgrading(DowngradeAction.ENABLE, "3.5"), inProgress());

        assertThat(downgrade(DowngradeAction.CANCEL, "")).isEqualTo("3.6");
        assertThat(status().getDowngradeInfo().getEnabled()).isFalse();
        assertThat(status().getStorageVersion()).isEqualTo("3.6.0");
        member.time.advance(Duration.ofSeconds(5).toNanos());
        assertThat(status().getStorageVersion()).isEqualTo("3.7.0");
    }

    private static String inProgress() {
        return EtcdErrors.CLUSTER_HAS_A_DOWNGRADE_JOB_IN_PROGRESS.text();
    }

    @Test
    void everyMethodHasThePathThatEtcdHas() {
        List<String> paths = new ArrayList<>();
        member.methods.all().forEach(method -> paths.add(method.name() + " " + method.path()));
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "Alarm /maintenance/alarm",
                        "Status /maintenance/status",
                        "Defragment /maintenance/defragment",
                        "Hash /maintenance/hash",
                        "HashKV /maintenance/hashkv",
                        "Snapshot /maintenance/snapshot",
                        "MoveLeader /maintenance/transfer-leadership",
                        "Downgrade /maintenance/downgrade");
    }

    private void assertRefused(String method, Message request, String text) {
        assertThatThrownBy(() -> member.maintenance.ask(method, request)).hasMessage(text);
    }

    private StatusResponse status() {
        return member.maintenance.ask("Status", StatusRequest.getDefaultInstance());
    }

    private HashKVResponse hash(long revision) {
        return member.maintenance.ask(
                "HashKV", HashKVRequest.newBuilder().setRevision(revision).build());
    }

    private List<AlarmMember> alarms(AlarmAction action, AlarmMember alarm) {
        AlarmResponse reply = member.maintenance.ask(
                "Alarm",
                AlarmRequest.newBuilder()
                        .setAction(action)
                        .setMemberID(alarm.getMemberID())
                        .setAlarm(alarm.getAlarm())
                        .build());
        assertThat(reply.getHeader().getRevision()).isEqualTo(1);
        return reply.getAlarmsList();
    }

    private static AlarmMember alarm(long by, AlarmType type) {
        return AlarmMember.newBuilder().setMemberID(by).setAlarm(type).build();
    }

    private String downgrade(DowngradeAction action, String version) {
        DowngradeResponse reply = member.maintenance.ask("Downgrade", downgrading(action, version));
        return reply.getVersion();
    }

    private static DowngradeRequest downgrading(DowngradeAction action, String version) {
        return DowngradeRequest.newBuilder()
                .setAction(action)
                .setVersion(version)
                .build();
    }
}
