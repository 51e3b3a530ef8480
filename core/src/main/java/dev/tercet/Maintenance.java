package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.DowngradeAction;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotSaved;
import dev.tercet.maintenance.Status;
import java.nio.file.Path;
import java.util.List;

/**
 * Status, alarms, hashes, snapshots. Calls that take an endpoint go to that member and to no other; endpoints are written as
 * the client was built with them, or as {@link EtcdClient#endpoints()} has them, with their scheme and port.
 *
 * @see <a href="https://etcd.io/docs/v3.6/op-guide/maintenance/">etcd: maintenance</a>
 * @since 0.1
 */
public interface Maintenance {
    /** The same, with this deadline and these retries. */
    Maintenance with(CallOptions options);

    /** How the member asked is doing; any one. */
    Status status();

    /**
     * How the member at this endpoint is doing.
     *
     * @throws IllegalArgumentException if the client has no such endpoint
     */
    Status status(String endpoint);

    /**
     * How every endpoint's member is doing, all asked at once. An endpoint that does not answer does not fail the others.
     *
     * @return in the client's order of endpoints
     */
    List<EndpointStatus> statuses();

    /** The alarms that are on, at any member. */
    Alarms alarms();

    /** Turns an alarm on, as a member does by itself when its database is full: for tests and drills. */
    Alarms activate(Alarm alarm);

    /**
     * Turns an alarm off, once its cause is gone.
     *
     * @return what was turned off; empty if it was not on
     */
    Alarms disarm(Alarm alarm);

    /**
     * Gives the member's file system back what compaction freed. The member answers nothing else meanwhile, and it can take longer
     * than the default deadline.
     *
     * @throws IllegalArgumentException if the client has no such endpoint
     */
    Header defragment(String endpoint);

    /**
     * A hash of the member's whole database, which may differ between members that hold the same keys.
     *
     * @throws IllegalArgumentException if the client has no such endpoint
     */
    Hash hash(String endpoint);

    /**
     * A hash of the history of keys up to a revision: equal on all members that have compacted the same.
     *
     * @param revision 0 for the present one
     * @return the hash; fails with {@code CompactedException} or {@code FutureRevisionException}
     * @throws IllegalArgumentException if the revision is negative or the client has no such endpoint
     */
    Hash hashKv(String endpoint, long revision);

    /**
     * Makes another member the leader. The leader is looked for among the client's endpoints, because no other member does this.
     *
     * @param targetId the member that shall lead, with a vote
     * @return the answer's header; fails with code {@code NOT_LEADER} if no endpoint of the client's is the leader, and with {@code
     *     FAILED_PRECONDITION} if the target is no member with a vote
     */
    Header moveLeader(long targetId);

    /**
     * Saves a snapshot of one member's database in a file, verified by the checksum at its end.
     *
     * <p>It is written beside the target in a file that only its owner may read, flushed to disk, and then moved to its name in
     * one step, replacing what was there. Whatever fails, no part of it is left, and an old file stays as it was. The deadline
     * bounds the pause between two parts, not the whole. Cancelling stops it.
     *
     * @param file where to; its directory must exist
     * @return the file; fails with {@code ProtocolException} if the checksum does not fit, and with code {@code CALLER} if the file
     *     cannot be written
     */
    SnapshotSaved snapshot(Path file);

    /**
     * {@link #snapshot(Path)} from the member at this endpoint.
     *
     * @throws IllegalArgumentException if the client has no such endpoint
     */
    SnapshotSaved snapshot(String endpoint, Path file);

    /**
     * Checks, begins or gives up the downgrade of a cluster to the minor version before.
     *
     * @param version the version to go to, such as {@code 3.5.0}; empty to give up
     * @return the cluster's version; fails with code {@code INVALID_ARGUMENT} for any version but the one before, and with {@code
     *     FAILED_PRECONDITION} if one is under way, or if there is none to give up
     */
    String downgrade(DowngradeAction action, String version);
}
