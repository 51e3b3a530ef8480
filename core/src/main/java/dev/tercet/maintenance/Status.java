package dev.tercet.maintenance;

import dev.tercet.kv.Header;
import java.util.List;

/**
 * How one member is doing. Fields that its version does not know are 0, empty or false.
 *
 * @param header the answer's header, with the member's id
 * @param version etcd's version
 * @param dbSize bytes of the database file
 * @param dbSizeInUse bytes of it in use (3.4)
 * @param dbSizeQuota bytes it may grow to (3.6)
 * @param leader the leader's member id, 0 for none
 * @param raftIndex the last committed entry
 * @param raftTerm the term
 * @param raftAppliedIndex the last applied entry (3.4)
 * @param errors what ails it, alarms included (3.4)
 * @param isLearner whether it is a learner (3.4)
 * @param storageVersion version of the storage format (3.6)
 * @param downgradeTarget the version that a downgrade under way leads to, empty for none (3.6)
 * @since 0.1
 */
public record Status(
        Header header,
        String version,
        long dbSize,
        long dbSizeInUse,
        long dbSizeQuota,
        long leader,
        long raftIndex,
        long raftTerm,
        long raftAppliedIndex,
        List<String> errors,
        boolean isLearner,
        String storageVersion,
        String downgradeTarget) {
    /** Whether this member is the leader. */
    public boolean isLeader() {
        return leader != 0 && leader == header.memberId();
    }

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "Status[header=" + header + ", version=" + version + ", dbSize=" + dbSize + ", dbSizeInUse="
                + dbSizeInUse + ", dbSizeQuota=" + dbSizeQuota + ", leader=" + Long.toHexString(leader) + ", raftIndex="
                + raftIndex + ", raftTerm=" + raftTerm + ", raftAppliedIndex=" + raftAppliedIndex + ", errors=" + errors
                + ", isLearner=" + isLearner + ", storageVersion=" + storageVersion + ", downgradeTarget="
                + downgradeTarget + "]";
    }
}
