package dev.tercet.spi;

import dev.tercet.kv.Header;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.DowngradeAction;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.Status;

/**
 * The calls of {@code etcdserverpb.Maintenance}.
 *
 * @since 0.1
 */
public final class MaintenanceRpcs {
    private static final String MAINTENANCE = "etcdserverpb.Maintenance";

    /** A call without arguments. */
    public enum Ask {
        STATUS,
        DEFRAGMENT,
        HASH,
        SNAPSHOT;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A question about alarms, or a change of them.
     *
     * @param action what to do
     * @param memberId whose, 0 for everybody's
     * @param type which, {@link AlarmType#NONE} for all
     */
    public record AlarmAct(AlarmAction action, long memberId, AlarmType type) {
        @Override
        public String toString() {
            return action == AlarmAction.GET ? "list alarms" : "alarm " + type;
        }
    }

    /** What to do about an alarm; {@code ordinal()} is the wire's number. */
    public enum AlarmAction {
        GET,
        ACTIVATE,
        DEACTIVATE
    }

    /**
     * A hash wanted.
     *
     * @param revision up to which revision, 0 for the current one
     */
    public record HashKv(long revision) {
        @Override
        public String toString() {
            return "hash keys";
        }
    }

    /**
     * A new leader wanted.
     *
     * @param targetId the member that shall lead
     */
    public record MoveLeader(long targetId) {
        @Override
        public String toString() {
            return "move the leader to " + Long.toHexString(targetId);
        }
    }

    /**
     * A downgrade.
     *
     * @param action what to do
     * @param version to which version
     */
    public record Downgrade(DowngradeAction action, String version) {}

    /**
     * What a downgrade answers.
     *
     * @param header the answer's header
     * @param version the cluster's version
     */
    public record Downgraded(Header header, String version) {}

    public static final Rpc<AlarmAct, Alarms> ALARM = Rpc.<AlarmAct, Alarms>of(
                    MAINTENANCE, "Alarm", "/maintenance/alarm", Rpc.Kind.WRITE)
            .onlyReading(act -> act.action() == AlarmAction.GET)
            .locally(act -> act.action() == AlarmAction.GET);
    public static final Rpc<Ask, Status> STATUS = Rpc.<Ask, Status>of(
                    MAINTENANCE, "Status", "/maintenance/status", Rpc.Kind.READ)
            .locally();
    public static final Rpc<Ask, Header> DEFRAGMENT = Rpc.<Ask, Header>of(
                    MAINTENANCE, "Defragment", "/maintenance/defragment", Rpc.Kind.WRITE)
            .locally();
    public static final Rpc<Ask, Hash> HASH = Rpc.<Ask, Hash>of(MAINTENANCE, "Hash", "/maintenance/hash", Rpc.Kind.READ)
            .locally();
    public static final Rpc<HashKv, Hash> HASH_KV = Rpc.<HashKv, Hash>of(
                    MAINTENANCE, "HashKV", "/maintenance/hashkv", Rpc.Kind.READ)
            .locally();
    public static final Rpc<MoveLeader, Header> MOVE_LEADER =
            Rpc.of(MAINTENANCE, "MoveLeader", "/maintenance/transfer-leadership", Rpc.Kind.WRITE);
    public static final Rpc<Downgrade, Downgraded> DOWNGRADE = Rpc.<Downgrade, Downgraded>of(
                    MAINTENANCE, "Downgrade", "/maintenance/downgrade", Rpc.Kind.WRITE)
            .onlyReading(downgrade -> downgrade.action() == DowngradeAction.VALIDATE);
    public static final StreamRpc<Ask, SnapshotChunk> SNAPSHOT =
            new StreamRpc<>(MAINTENANCE, "Snapshot", "/maintenance/snapshot", false);

    private MaintenanceRpcs() {}
}
