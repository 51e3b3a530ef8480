package dev.tercet.cluster;

import java.util.List;

/**
 * A member of the cluster.
 *
 * @param id unsigned
 * @param name empty while the member has not started yet
 * @param peerUrls where other members reach it
 * @param clientUrls where clients reach it; empty while it has not started yet
 * @param isLearner whether it only learns and has no vote
 * @since 0.1
 */
public record Member(long id, String name, List<String> peerUrls, List<String> clientUrls, boolean isLearner) {
    /** Whether it has joined: etcd knows a member's name only then. */
    public boolean hasStarted() {
        return !name.isEmpty();
    }

    /** The id as etcd's tools write it. */
    public String idHex() {
        return Long.toHexString(id);
    }

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "Member[id=" + Long.toHexString(id) + ", name=" + name + ", peerUrls=" + peerUrls + ", clientUrls="
                + clientUrls + ", isLearner=" + isLearner + "]";
    }
}
