package dev.tercet.spi;

import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import java.util.List;

/**
 * The calls of {@code etcdserverpb.Cluster}.
 *
 * @since 0.1
 */
public final class ClusterRpcs {
    private static final String CLUSTER = "etcdserverpb.Cluster";

    /**
     * A member to add.
     *
     * @param peerUrls where others will reach it
     * @param learner whether it begins without a vote
     */
    public record Add(List<String> peerUrls, boolean learner) {
        @Override
        public String toString() {
            return "add " + (learner ? "learner " : "member ") + peerUrls;
        }
    }

    /**
     * A member to remove.
     *
     * @param id which
     */
    public record Remove(long id) {
        @Override
        public String toString() {
            return "remove member " + Long.toHexString(id);
        }
    }

    /**
     * A member's new addresses.
     *
     * @param id which
     * @param peerUrls where others will reach it
     */
    public record Update(long id, List<String> peerUrls) {
        @Override
        public String toString() {
            return "update member " + Long.toHexString(id);
        }
    }

    /**
     * A learner to give a vote.
     *
     * @param id which
     */
    public record Promote(long id) {
        @Override
        public String toString() {
            return "promote member " + Long.toHexString(id);
        }
    }

    /**
     * All members.
     *
     * @param linearizable whether to ask a quorum
     */
    public record ListAll(boolean linearizable) {
        @Override
        public String toString() {
            return "list members";
        }
    }

    public static final Rpc<Add, MemberAdded> ADD = Rpc.of(CLUSTER, "MemberAdd", "/cluster/member/add", Rpc.Kind.WRITE);
    public static final Rpc<Remove, Members> REMOVE =
            Rpc.of(CLUSTER, "MemberRemove", "/cluster/member/remove", Rpc.Kind.WRITE);
    public static final Rpc<Update, Members> UPDATE =
            Rpc.of(CLUSTER, "MemberUpdate", "/cluster/member/update", Rpc.Kind.WRITE);
    public static final Rpc<Promote, Members> PROMOTE =
            Rpc.of(CLUSTER, "MemberPromote", "/cluster/member/promote", Rpc.Kind.WRITE);
    public static final Rpc<ListAll, Members> LIST = Rpc.<ListAll, Members>of(
                    CLUSTER, "MemberList", "/cluster/member/list", Rpc.Kind.READ)
            .locally(ask -> !ask.linearizable());

    private ClusterRpcs() {}
}
