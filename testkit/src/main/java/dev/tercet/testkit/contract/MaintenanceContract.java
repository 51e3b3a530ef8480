package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.NoSpaceException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.DowngradeAction;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotSaved;
import dev.tercet.maintenance.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Status, alarms, hashes, snapshots.
 *
 * @since 0.1
 */
public interface MaintenanceContract extends Contract {
    private String endpoint() {
        return target().sharedEndpoints().get(0);
    }

    @Test
    default void theStatusIsTheMembers() {
        Status status = etcd().maintenance().status();
        assertThat(status.version()).isEqualTo(target().version().toString());
        assertThat(status.dbSize()).isPositive();
        assertThat(status.leader()).isNotZero();
        assertThat(status.raftTerm()).isPositive();
        assertThat(status.raftIndex()).isPositive();
        assertThat(status.errors()).isEmpty();
        assertThat(status.isLearner()).isFalse();
        if (target().lacks(Capability.FULL_STATUS).isEmpty()) {
            assertThat(status.dbSizeInUse()).isBetween(1L, status.dbSize());
            assertThat(status.raftAppliedIndex()).isPositive();
        }
        assertThat(etcd().maintenance().status(endpoint()).header().clusterId())
                .isEqualTo(status.header().clusterId());
    }

    @Test
    default void everyEndpointIsAskedForItsStatus() {
        try (Subject own = connect(List.of(endpoint(), "http://127.0.0.1:1"), b -> b.timeout(Duration.ofSeconds(3)))) {
            List<EndpointStatus> statuses = own.maintenance().statuses();
            assertThat(statuses).hasSize(2);
            assertThat(statuses.get(0).status()).isPresent();
            assertThat(statuses.get(1).status()).isEmpty();
        }
    }

    @Test
    default void anEndpointHasToBeOneOfTheClients() {
        Expect.badArgument(() -> etcd().maintenance().status("http://127.0.0.1:1"), "127.0.0.1:1");
    }

    @Test
    default void hashesDependOnTheKeys() {
        requires(Capability.HASH_KV);
        Hash before = etcd().maintenance().hashKv(endpoint(), 0);
        assertThat(etcd().maintenance().hashKv(endpoint(), 0).hash()).isEqualTo(before.hash());
        long now = etcd().kv().put(fresh(), "v").revision();
        assertThat(etcd().maintenance().hashKv(endpoint(), 0).hash()).isNotEqualTo(before.hash());
        assertThat(etcd().maintenance().hash(endpoint()).hash()).isBetween(0L, 0xffff_ffffL);
        Expect.rejection(ErrorCode.FUTURE_REVISION, () -> etcd().maintenance().hashKv(endpoint(), now + 1000));
        Expect.badArgument(() -> etcd().maintenance().hashKv(endpoint(), -1), "revision", "-1");
    }

    @Test
    default void aDefragmentationKeepsTheKeys() {
        String key = fresh();
        etcd().kv().put(key, "v");
        etcd().maintenance().defragment(endpoint());
        assertThat(etcd().kv().getString(key)).contains("v");
    }

    @Test
    default void alarmsAreSetListedAndDisarmed() {
        requires(Capability.QUOTA);
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints())) {
            assertThat(own.maintenance().alarms().alarms()).isEmpty();
            long member = own.maintenance().status().header().memberId();
            Alarm alarm = new Alarm(member, AlarmType.NOSPACE);
            assertThat(own.maintenance().activate(alarm).alarms()).containsExactly(alarm);
            assertThat(own.maintenance().alarms().alarms()).containsExactly(alarm);
            assertThat(own.maintenance().disarm(alarm).alarms()).containsExactly(alarm);
            assertThat(own.maintenance().disarm(alarm).alarms()).isEmpty();
            assertThat(own.maintenance().alarms().alarms()).isEmpty();
        }
    }

    @Test
    default void aFullDatabaseIsToldAndCured() {
        requires(Capability.QUOTA);
        String prefix = fresh();
        try (ContractServer server = start(settings -> settings.withOption("quota-backend-bytes", "16777216"));
                Subject own = connect(server.endpoints())) {
            Bytes large = Bytes.wrap(new byte[900 << 10]);
            assertThat(Expect.rejection(ErrorCode.NO_SPACE, () -> {
                        for (int i = 0; i < 64; i++) {
                            own.kv().put(Bytes.of(prefix + i), large);
                        }
                    }))
                    .isInstanceOf(NoSpaceException.class);
            assertThat(own.maintenance().alarms().alarms())
                    .extracting(Alarm::type)
                    .containsExactly(AlarmType.NOSPACE);
            assertThat(own.kv().get(Get.prefix(prefix).countOnly()).count())
                    .as("reads go on")
                    .isPositive();

            long now = own.kv().delete(Delete.prefix(prefix)).header().revision();
            own.kv().compact(Compaction.at(now).waitingUntilRemoved());
            own.maintenance().defragment(server.endpoints().get(0));
            own.maintenance().alarms().forEach(own.maintenance()::disarm);
            own.kv().put(prefix, "room again");
        }
    }

    @Test
    default void aSnapshotIsSavedWholeAndVerified(@TempDir Path folder) throws IOException {
        requires(Capability.SNAPSHOT);
        etcd().kv().put(fresh(), "v");
        Path file = folder.resolve("snapshot.db");
        Files.writeString(file, "an old one");
        SnapshotSaved saved = etcd().maintenance().snapshot(endpoint(), file);
        assertThat(saved.file()).isEqualTo(file);
        assertThat(Files.size(file)).isEqualTo(saved.bytes());
        // etcd puts the checksum of 32 bytes behind a database of whole pages.
        assertThat(saved.bytes() % 512).isEqualTo(32);
        assertThat(saved.sha256()).matches("[0-9a-f]{64}");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    default void aSnapshotThatCannotBeWrittenIsTheCallersFault(@TempDir Path folder) {
        requires(Capability.SNAPSHOT);
        Path file = folder.resolve("missing").resolve("snapshot.db");
        assertThat(Expect.failure(() -> etcd().maintenance().snapshot(file)).code())
                .isEqualTo(ErrorCode.CALLER);
        assertThat(file).doesNotExist();
    }

    @Test
    default void aDowngradeToNowhereIsRefused() {
        requires(Capability.DOWNGRADE);
        assertThat(Expect.failure(() -> etcd().maintenance().downgrade(DowngradeAction.VALIDATE, "2.0.0"))
                        .code())
                .isIn(ErrorCode.FAILED_PRECONDITION, ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    default void aDowngradeIsCheckedBegunAndGivenUp() {
        requires(Capability.DOWNGRADE_STEPS);
        String before = "3." + (target().version().minor() - 1) + ".0";
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints())) {
            Eventually.await("the cluster knows its version").until(() -> checks(own, before));
            assertThat(own.maintenance().downgrade(DowngradeAction.ENABLE, before))
                    .startsWith("3.");
            Expect.rejection(
                    ErrorCode.FAILED_PRECONDITION, () -> own.maintenance().downgrade(DowngradeAction.ENABLE, before));
            own.maintenance().downgrade(DowngradeAction.CANCEL, "");
            own.maintenance().downgrade(DowngradeAction.ENABLE, before);
            own.maintenance().downgrade(DowngradeAction.CANCEL, "");
        }
    }

    private boolean checks(Subject etcd, String before) {
        try {
            String version = etcd.maintenance().downgrade(DowngradeAction.VALIDATE, before);
            assertThat(version).startsWith("3." + target().version().minor());
            return true;
        } catch (EtcdException e) {
            assertThat(e).hasMessageContaining("cluster version not found");
            return false;
        }
    }
}
